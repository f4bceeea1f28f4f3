using WorkflowItsm.Random.Tests.Generation;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>Makes a case in which engine and reference differ smaller for as long as they differ.</summary>
internal static class Shrinker
{
    public static Case Shrink(Case found, Func<Case, bool> differs, int tries = 3_000)
    {
        for (var smallest = found; ;)
        {
            var smaller = smallest.Smaller().TakeWhile(_ => tries-- > 0).FirstOrDefault(differs);
            if (smaller is null) return smallest;
            smallest = smaller;
        }
    }
}
