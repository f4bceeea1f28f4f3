using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Tests.Import;

public sealed class JuelTests
{
    [Theory]
    [InlineData("${amount > 100 && !approved}", "amount > 100 and not(approved)")]
    [InlineData("#{a || b && c}", "a or b and c")]
    [InlineData("${(a || b) && c}", "(a or b) and c")]
    [InlineData("${a == 'x'}", "a = \"x\"")]
    [InlineData("${a eq \"x\" or a ne null}", "a = \"x\" or a != null")]
    [InlineData("${a lt 1 and b gt 2 or c le 3 and d ge 4}", "a < 1 and b > 2 or c <= 3 and d >= 4")]
    [InlineData("${not (a mod 2 == 0)}", "not(modulo(a, 2) = 0)")]
    [InlineData("${a % 2 + 1}", "modulo(a, 2) + 1")]
    [InlineData("${a - (b - c)}", "a - (b - c)")]
    [InlineData("${a - b - c}", "a - b - c")]
    [InlineData("${(a + b) * c div d}", "(a + b) * c / d")]
    [InlineData("${-a * 2}", "-a * 2")]
    [InlineData("${a ? b : c ? d : e}", "if a then b else if c then d else e")]
    [InlineData("${(a ? 1 : 2) + 3}", "(if a then 1 else 2) + 3")]
    [InlineData("${empty list}", "list contains([null, \"\", []], list)")]
    [InlineData("${!empty list && x}", "not(list contains([null, \"\", []], list)) and x")]
    [InlineData("${empty list && x}", "list contains([null, \"\", []], list) and x")]
    [InlineData("${order.customer.name}", "order.customer.name")]
    [InlineData("${order['customer name'].x}", "get value(order, \"customer name\").x")]
    [InlineData("${lines[0].price}", "lines[1].price")]
    [InlineData("${execution.getVariable('x') == true}", "x = true")]
    [InlineData("${execution.hasVariable(\"x\")}", "x != null")]
    [InlineData("${name.equals('a\\'b')}", "name = \"a'b\"")]
    [InlineData("${name.equalsIgnoreCase('YES')}", "lower case(name) = lower case(\"YES\")")]
    [InlineData("${test.contains(\"a\")}", "if test instance of string then contains(test, \"a\") else list contains(test, \"a\")")]
    [InlineData("${name.startsWith('A') && name.toUpperCase() == name.trim()}", "starts with(name, \"A\") and upper case(name) = replace(name, \"^\\s+|\\s+$\", \"\")")]
    [InlineData("${name.substring(2)}", "substring(name, 3)")]
    [InlineData("${name.substring(1, 3)}", "substring(name, 2, 2)")]
    [InlineData("${name.substring(i, j)}", "substring(name, i + 1, j - i)")]
    [InlineData("${list.size() > 0 || text.length() >= 3}", "count(list) > 0 or string length(text) >= 3")]
    [InlineData("${code.matches('[A-Z]+')}", "matches(code, \"^(?:[A-Z]+)$\")")]
    [InlineData("${order.getCustomer().isActive()}", "order.customer.active")]
    [InlineData("${map.get('k')}", "get value(map, \"k\")")]
    [InlineData("${S(order).prop('amount').numberValue() > 5}", "get value(order, \"amount\") > 5")]
    [InlineData("${now()}", "now()")]
    [InlineData("${dateTime().plusDays(3).minusHours(2).toDate()}", "now() + duration(\"P3D\") - duration(\"PT2H\")")]
    [InlineData("${vars:equals('x', 5)}", "x = 5")]
    [InlineData("${nrOfCompletedInstances / nrOfInstances > 0.6}", "numberOfCompletedInstances / numberOfInstances > 0.6")]
    [InlineData("${loopCounter * 2}", "(loopCounter - 1) * 2")]
    [InlineData("${1.5e3}", "1500")]
    [InlineData("${'}'}", "\"}\"")]
    [InlineData("Order ${id} of ${name}!", "\"Order \" + string(id) + \" of \" + string(name) + \"!\"")]
    [InlineData("no expression", "\"no expression\"")]
    [InlineData("${订单.金额 > 0}", "订单.金额 > 0")]
    public void An_expression_is_said_in_FEEL_that_compiles(string juel, string feel)
    {
        var said = JuelTemplate.Translate(juel);
        Assert.Equal(feel, said.Feel ?? said.Reason!.ToString());
        Assert.NotNull(FeelExpression.Compile(feel, new FeelScope([], open: true)).Value);
    }

    [Theory]
    [InlineData("${service.charge(order)}", "\"charge(…)\" calls code of the other application.")]
    [InlineData("${execution.processInstanceId}", "\"execution.processInstanceId\" is a property of the other engine, not of a variable.")]
    [InlineData("${task}", "\"task\" is an object of the other engine, not a variable.")]
    [InlineData("${currentUser()}", "\"currentUser(…)\" is a function of the other engine.")]
    [InlineData("${list[i]}", "it cannot be told whether [ ] takes the place in a list or the name in a map.")]
    [InlineData("${a +}", "\"a +\" is no expression that can be read.")]
    [InlineData("${a = 1}", "\"a = 1\" is no expression that can be read.")]
    [InlineData("${'a}", "an expression in it has no end.")]
    [InlineData("${a.compareTo(b) > 0}", "\"compareTo\" gives a number that FEEL does not have.")]
    [InlineData("${for == 1}", "a name in it is a word of FEEL, or cannot be written in FEEL.")]
    [InlineData("${1e999}", "a number in it is too large.")]
    public void What_cannot_be_said_has_its_reason(string juel, string reason)
    {
        var said = JuelTemplate.Translate(juel);
        Assert.Null(said.Feel);
        Assert.Equal(reason, said.Reason!.ToString());
    }

    [Theory]
    [InlineData("${amount > 100 && !approved}", true)]
    [InlineData("${empty nothing}", true)]
    [InlineData("${empty items}", false)]
    [InlineData("${empty name || !empty amount}", true)]
    [InlineData("${empty missing}", true)]
    [InlineData("${items.contains('b') ? 1 : 2}", 1)]
    [InlineData("${name.contains('e')}", true)]
    [InlineData("${items[1]}", "b")]
    [InlineData("${name.substring(1, 3)}", "et")]
    [InlineData("${amount % 7 + amount / 3 - 1}", 52)]
    [InlineData("${-amount * 2 + 1}", -299)]
    [InlineData("${' a '.trim()}", "a")]
    public void The_value_is_what_the_other_engine_gives(string juel, object expected)
    {
        var names = FeelContext.Of(("amount", 150), ("approved", false), ("name", "Peter"), ("items", FeelValue.List(["a", "b"])), ("nothing", ""));
        var compiled = FeelExpression.Compile(JuelTemplate.Translate(juel).Feel!, new FeelScope(["amount", "approved", "name", "items", "nothing", "missing"])).Value!;
        var value = compiled.Evaluate(names, new FeelSession(DateTimeOffset.UnixEpoch));
        Assert.Equal(FeelExpression.Compile(expected is string text ? $"\"{text}\"" : expected.ToString()!.ToLowerInvariant(), FeelScope.Empty).Value!.Evaluate(FeelContext.Empty, new FeelSession(DateTimeOffset.UnixEpoch)), value);
    }

    [Fact]
    public void Expressions_without_end_in_depth_or_length_are_refused()
    {
        Assert.NotNull(JuelTemplate.Translate($"${{{new string('(', 1_900)}a{new string(')', 1_900)}}}").Reason);
        Assert.NotNull(JuelTemplate.Translate($"${{{new string('!', 3_900)}a}}").Reason);
        Assert.NotNull(JuelTemplate.Translate($"${{{string.Join("+", Enumerable.Repeat("a", 10_000))}}}").Reason);
        Assert.NotNull(JuelTemplate.Translate($"${{{string.Join("+", Enumerable.Repeat("a", 1_900))}}}"));
    }
}
