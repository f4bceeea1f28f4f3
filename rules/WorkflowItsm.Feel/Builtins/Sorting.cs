using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>Order by nature or by a function.</summary>
internal static class Sorting
{
    public static FeelValue Sort(in Arguments call)
    {
        if (!call.List(0, out var items)) return FeelValue.Null;
        FunctionValue? precedes = null;
        if (call.Count == 2 && !call.Function(1, out precedes!)) return FeelValue.Null;
        var sorted = items.ToArray();
        return Merge(call, sorted, new FeelValue[sorted.Length], precedes) ? Make.List(sorted, call.Session) : FeelValue.Null;
    }

    /// <summary>A stable merge sort: whatever the function answers, it ends after n log n questions.</summary>
    private static bool Merge(in Arguments call, Span<FeelValue> items, Span<FeelValue> spare, FunctionValue? precedes)
    {
        if (items.Length < 2) return true;
        var middle = items.Length / 2;
        if (!Merge(call, items[..middle], spare[..middle], precedes) || !Merge(call, items[middle..], spare[middle..], precedes)) return false;
        items.CopyTo(spare);
        var (left, right) = (0, middle);
        for (var i = 0; i < items.Length; i++)
        {
            if (!call.Session.Spend(1)) return false;
            if (right < items.Length && left < middle)
            {
                var later = precedes is null ? Natural(spare[right], spare[left]) : Ask(call, precedes, spare[right], spare[left]);
                if (!later.TryGetBoolean(out var rightFirst))
                {
                    call.Fail($"`sort` cannot order {Kinds.Of(spare[right])} and {Kinds.Of(spare[left])}.");
                    return false;
                }

                items[i] = rightFirst ? spare[right++] : spare[left++];
            }
            else
            {
                items[i] = right < items.Length ? spare[right++] : spare[left++];
            }
        }

        return true;
    }

    private static FeelValue Natural(FeelValue first, FeelValue second) =>
        Comparison.Order(first, second) is { } order ? order < 0 : FeelValue.Null;

    /// <summary>Calls a function of two arguments.</summary>
    public static FeelValue Ask(in Arguments call, FunctionValue function, FeelValue first, FeelValue second)
    {
        var window = call.Session.Push(2);
        (window[0], window[1]) = (first, second);
        var answer = function.Invoke(window, call.Session, call.Site);
        call.Session.Pop(window);
        return answer;
    }
}
