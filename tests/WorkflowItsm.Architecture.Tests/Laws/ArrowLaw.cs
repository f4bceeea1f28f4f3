namespace WorkflowItsm.Architecture.Tests.Laws;

/// <summary>A project as the arrows see it. All names without <c>WorkflowItsm.</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TopFolder">The folder of the root that holds it.</param>
/// <param name="DependsOn">What its README allows; null when the README does not say.</param>
/// <param name="References">What its project file references.</param>
/// <param name="AssemblyReferences">What its assembly really refers to.</param>
internal sealed record Room(
    string Name, string TopFolder, IReadOnlyList<string>? DependsOn, IReadOnlyList<string> References, IReadOnlyList<string> AssemblyReferences);

/// <summary>
/// A README says which projects its project knows, and it is true: nothing is referenced that it does not name, and nothing
/// is named that is not referenced. Arrows point down the house, from designer-host to rules.
/// </summary>
internal static class ArrowLaw
{
    private static readonly string[] _floors = ["rules", "engine", "workflows", "designer-host"];

    public static IEnumerable<string> Offences(IReadOnlyList<Room> house)
    {
        var rooms = house.ToDictionary(room => room.Name);
        return house.SelectMany(room => OffencesOf(room, rooms));
    }

    private static IEnumerable<string> OffencesOf(Room room, Dictionary<string, Room> rooms)
    {
        if (room.DependsOn is not { } allowed)
        {
            yield return $"{room.Name}: its README.md has no line \"Depends on: …\"; write one, naming its projects or \"nothing\".";
            yield break;
        }

        var reached = Reached(room, rooms);
        foreach (var name in room.References.Except(allowed))
        {
            yield return $"{room.Name}: its project references {name}, which its README does not name; drop the reference or say so there.";
        }

        foreach (var name in allowed.Except(reached))
        {
            yield return $"{room.Name}: its README names {name}, which its project does not reference; the README has gone stale.";
        }

        foreach (var name in room.AssemblyReferences.Except(reached))
        {
            yield return $"{room.Name}: its assembly refers to {name}, to which no reference of its project leads.";
        }

        foreach (var name in room.References.Where(name => rooms.TryGetValue(name, out var other) && Floor(other) > Floor(room)))
        {
            yield return $"{room.Name}: it is in {room.TopFolder} and references {name} in {rooms[name].TopFolder}; arrows point down.";
        }
    }

    private static HashSet<string> Reached(Room room, Dictionary<string, Room> rooms)
    {
        HashSet<string> reached = [];
        var waiting = new Stack<string>(room.References);
        while (waiting.TryPop(out var name))
        {
            if (reached.Add(name) && rooms.TryGetValue(name, out var next))
            {
                next.References.ToList().ForEach(waiting.Push);
            }
        }

        return reached;
    }

    private static int Floor(Room room) => Array.IndexOf(_floors, room.TopFolder);
}
