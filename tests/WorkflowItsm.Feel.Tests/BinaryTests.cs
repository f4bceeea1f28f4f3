using System.Buffers;

namespace WorkflowItsm.Feel.Tests;

public sealed class BinaryTests
{
    /// <summary>Journals hold these bytes for ever: a line may be added here, never changed.</summary>
    [Theory]
    [InlineData("null", "00")]
    [InlineData("false", "01")]
    [InlineData("true", "02")]
    [InlineData("0", "40")]
    [InlineData("63", "7F")]
    [InlineData("64", "038001")]
    [InlineData("-1", "0301")]
    [InlineData("9223372036854775807", "03FEFFFFFFFFFFFFFFFF01")]
    [InlineData("1.5", "04011E")]
    [InlineData("-1.5", "04011F")]
    [InlineData("1e40", "040E80808080C0C2ADC1F1CCECC8C8F1A631")]
    [InlineData("\"\"", "80")]
    [InlineData("\"high\"", "8468696768")]
    [InlineData("\"紧急\"", "86E7B4A7E680A5")]
    [InlineData("\"\\uD800\"", "050300D8")]
    [InlineData("@\"1970-01-02\"", "0602")]
    [InlineData("@\"00:00:01\"", "078094EBDC0300")]
    [InlineData("@\"00:00:00Z\"", "07000100")]
    [InlineData("@\"1970-01-01T00:00:00+08:00\"", "0800000180C203")]
    [InlineData("@\"1970-01-01T00:00:00@Asia/Shanghai\"", "080000021A417369612F5368616E67686169")]
    [InlineData("@\"P1Y\"", "0918")]
    [InlineData("@\"-PT1S\"", "0AFFA7D6B907")]
    [InlineData("[1, [2]]", "0B02410B0142")]
    [InlineData("{a: 1}", "0C01026141")]
    [InlineData("[1..5)", "0D014145")]
    [InlineData("(<5)", "0D040045")]
    [InlineData("[null..5]", "0D030045")]
    public void Bytes_are_for_ever(string text, string expected)
    {
        var buffer = new ArrayBufferWriter<byte>();
        FeelBinary.Write(buffer, Feel.Eval(text));
        Assert.Equal(expected, Convert.ToHexString(buffer.WrittenSpan));
        ReadOnlySpan<byte> bytes = Convert.FromHexString(expected);
        Assert.Equal(Feel.Eval(text), FeelBinary.Read(ref bytes));
    }

    [Fact]
    public void A_long_string_takes_the_long_form()
    {
        var buffer = new ArrayBufferWriter<byte>();
        FeelBinary.Write(buffer, new string('x', 128));
        Assert.Equal("058002", Convert.ToHexString(buffer.WrittenSpan[..3]));
    }

    [Fact]
    public void A_function_has_no_bytes()
    {
        var error = Assert.Throws<ArgumentException>(() => FeelBinary.Write(new ArrayBufferWriter<byte>(), Feel.Eval("[abs]")));
        Assert.Equal("A function has no binary form. (Parameter 'value')", error.Message);
    }

    [Theory]
    [InlineData("", "The bytes are cut off.")]
    [InlineData("0B05", "The bytes are cut off.")]
    [InlineData("0BFFFFFFFF0F", "The bytes are cut off.")]
    [InlineData("20", "No value begins with the byte 20.")]
    [InlineData("81FF", "The text is not UTF-8.")]
    [InlineData("06FFFFFFFFFFFFFFFFFF01", "The day -9223372036854775808 is out of range.")]
    [InlineData("0403FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F", "The integer is too long.")]
    public void Bytes_that_are_no_value_are_refused(string hex, string expected)
    {
        var error = Assert.Throws<FormatException>(() =>
        {
            ReadOnlySpan<byte> bytes = Convert.FromHexString(hex);
            FeelBinary.Read(ref bytes);
        });
        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public void Bytes_that_nest_without_end_are_refused() => Assert.Throws<FormatException>(() =>
    {
        ReadOnlySpan<byte> bytes = Enumerable.Repeat<byte[]>([0x0B, 0x01], 100_000).SelectMany(pair => pair).ToArray();
        FeelBinary.Read(ref bytes);
    });
}
