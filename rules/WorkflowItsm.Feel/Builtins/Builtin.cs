using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>What a built-in does with its arguments.</summary>
internal delegate FeelValue Implementation(in Arguments arguments);

/// <summary>One row of the table: a function of the standard library (DMN 1.5, clause 10.3.4).</summary>
internal sealed class Builtin
{
    private readonly Implementation _run;
    private readonly string[][] _signatures;
    private readonly int _least;
    private readonly int _most;

    /// <param name="name">The name, spaces included.</param>
    /// <param name="run">What it does.</param>
    /// <param name="signatures">
    /// Each way to call it, the parameters split by commas: <c>list, start position, length?</c>. A question mark: may be left out;
    /// three points: any number may follow.
    /// </param>
    public Builtin(string name, Implementation run, params ReadOnlySpan<string> signatures)
    {
        Name = name;
        _run = run;
        _signatures = new string[signatures.Length][];
        _least = int.MaxValue;
        for (var i = 0; i < signatures.Length; i++)
        {
            var parameters = signatures[i].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            _least = Math.Min(_least, parameters.Count(parameter => parameter[^1] is not '?'));
            _most = Math.Max(_most, signatures[i].EndsWith("...", StringComparison.Ordinal) ? int.MaxValue : parameters.Length);
            _signatures[i] = [.. parameters.Select(parameter => parameter.TrimEnd('?', '.'))];
        }
    }

    public string Name { get; }

    public int LeastArguments => _least;

    public int? MostArguments => _most == int.MaxValue ? null : _most;

    /// <summary>What sentences call a parameter.</summary>
    public string ParameterName(int index) => _signatures[0] is var names && index < names.Length ? names[index] : names[^1];

    public int IndexOf(ReadOnlySpan<string> names, string name)
    {
        // "point, range" and "range, point" have the same names: the order in which they are given tells which is meant.
        foreach (var signature in _signatures)
        {
            if (names.SequenceEqual(signature)) return Array.IndexOf(signature, name);
        }

        foreach (var signature in _signatures)
        {
            var all = true;
            foreach (var other in names) all &= signature.Contains(other);
            if (all) return Array.IndexOf(signature, name);
        }

        return -1;
    }

    public FeelValue Invoke(Span<FeelValue> arguments, FeelSession session, Site site)
    {
        if (!session.Spend(1)) return FeelValue.Null;
        var call = new Arguments(this, arguments, session, site);
        if (arguments.Length >= _least && arguments.Length <= _most) return _run(call);
        var takes = _most == int.MaxValue ? $"at least {_least}" : _least == _most ? $"{_least}" : $"{_least} to {_most}";
        return call.Fail($"`{Name}` takes {takes} arguments; {arguments.Length} were given.");
    }
}
