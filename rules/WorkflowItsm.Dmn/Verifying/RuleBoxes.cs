namespace WorkflowItsm.Dmn.Verifying;

/// <summary>The boxes of some rules and which of them meet.</summary>
internal sealed class RuleBoxes
{
    private readonly ulong[][][] _boxes;
    private readonly ulong[][] _meets;

    public RuleBoxes(ulong[][][] boxes)
    {
        _boxes = boxes;
        _meets = new ulong[boxes.Length][];
        for (var i = 0; i < boxes.Length; i++) _meets[i] = Bits.None(boxes.Length);
        for (var i = 0; i < boxes.Length; i++)
            for (var j = i; j < boxes.Length; j++)
            {
                if (!Box.Meet(boxes[i], boxes[j])) continue;
                Bits.Add(_meets[i], j);
                Bits.Add(_meets[j], i);
            }
    }

    public int Count => _boxes.Length;

    public ulong[][] this[int rule] => _boxes[rule];

    /// <summary>The rules that a rule meets, itself among them unless it can match nothing.</summary>
    public ulong[] Meeting(int rule) => _meets[rule];

    /// <summary>Whether no two of some rules meet.</summary>
    public bool AreApart(List<int> rules)
    {
        var among = Bits.None(Count);
        foreach (var rule in rules) Bits.Add(among, rule);
        foreach (var rule in rules)
        {
            var meets = 0;
            for (var word = 0; word < among.Length && meets < 2; word++) meets += System.Numerics.BitOperations.PopCount(among[word] & _meets[rule][word]);
            if (meets > 1) return false;
        }

        return true;
    }
}
