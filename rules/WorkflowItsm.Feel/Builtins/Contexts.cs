using WorkflowItsm.Feel.Compilation;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>Context functions.</summary>
internal static class Contexts
{
    public static FeelValue GetValue(in Arguments call) =>
        call.Context(0, out var context) && call.String(1, out var key) ? context[key] : FeelValue.Null;

    public static FeelValue GetEntries(in Arguments call)
    {
        if (!call.Context(0, out var context)) return FeelValue.Null;
        var entries = new FeelValue[context.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var builder = new FeelContext.Builder(2);
            builder.Set("key", context.KeySpan[i]);
            builder.Set("value", context.ValueSpan[i]);
            entries[i] = Make.Context(builder, call.Session);
        }

        return Make.List(entries, call.Session);
    }

    public static FeelValue Context(in Arguments call)
    {
        if (!call.List(0, out var entries)) return FeelValue.Null;
        var builder = new FeelContext.Builder(entries.Length);
        foreach (var entry in entries)
        {
            if (!entry["key"].TryGetString(out var key) || !entry.ContextOrNull!.TryGet("value", out var value))
                return call.Fail("Each entry must be a context with a string `key` and a `value`.");
            if (builder.Contains(key)) return call.Fail($"Two entries have the key `{key}`.");
            builder.Set(key, value);
        }

        return Make.Context(builder, call.Session);
    }

    public static FeelValue Put(in Arguments call)
    {
        if (!call.Context(0, out var context)) return FeelValue.Null;
        if (call[1].Kind != FeelKind.List) return call.String(1, out var key) ? With(call, context, key, call[2]) : FeelValue.Null;
        var keys = call[1].Items;
        return keys.IsEmpty ? call.Fail("The list of keys is empty.") : PutDeep(call, context, keys);
    }

    public static FeelValue Merge(in Arguments call)
    {
        if (!call.List(0, out var contexts)) return FeelValue.Null;
        var builder = new FeelContext.Builder(8);
        foreach (var value in contexts)
        {
            if (value.ContextOrNull is not { } context) return call.Fail($"`context merge` merges contexts; an item is {Kinds.Of(value)}.");
            if (!call.Session.Spend(1 + context.Count / 8)) return FeelValue.Null;
            for (var i = 0; i < context.Count; i++) builder.Set(context.KeySpan[i], context.ValueSpan[i]);
        }

        return Make.Context(builder, call.Session);
    }

    private static FeelValue PutDeep(in Arguments call, FeelContext context, ReadOnlySpan<FeelValue> keys)
    {
        if (keys.Length > Values.Measure.DeepestNesting) return call.Fail("The list of keys is longer than contexts may nest.");
        if (!keys[0].TryGetString(out var key)) return call.Fail($"A key must be a string; found {Kinds.Of(keys[0])}.");
        if (keys.Length == 1) return With(call, context, key, call[2]);
        if (context[key].ContextOrNull is not { } inner) return call.Fail($"The entry `{key}` is {Kinds.Of(context[key])}, not a context.");
        var changed = PutDeep(call, inner, keys[1..]);
        return changed.IsNull ? changed : With(call, context, key, changed);
    }

    private static FeelValue With(in Arguments call, FeelContext context, string key, FeelValue value)
    {
        var builder = new FeelContext.Builder(context.Count + 1);
        for (var i = 0; i < context.Count; i++) builder.Set(context.KeySpan[i], context.ValueSpan[i]);
        builder.Set(key, value);
        return call.Session.Spend(1 + context.Count / 8) ? Make.Context(builder, call.Session) : FeelValue.Null;
    }
}
