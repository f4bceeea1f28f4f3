using System.Globalization;
using System.Text;

namespace WorkflowItsm.Benchmarks.Rules;

/// <summary>A table whose rows part all inputs, halved again and again along a column by chance, as Calvanese et al. 2018 make theirs.</summary>
internal static class Partition
{
    private const int High = 1_000;

    public static string Xml(int rows, int columns)
    {
        var xml = new StringBuilder("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" name=\"d\" namespace=\"n\"><decision id=\"large\" name=\"large\"><decisionTable id=\"t\" hitPolicy=\"UNIQUE\">");
        for (var i = 0; i < columns; i++)
            xml.Append(CultureInfo.InvariantCulture, $"<input id=\"c{i}\"><inputExpression typeRef=\"number\"><text>n{i}</text></inputExpression><inputValues><text>[0..{High})</text></inputValues></input>");
        xml.Append("<output id=\"o\" name=\"o\" typeRef=\"number\"/>");
        var number = 0;
        foreach (var row in Rows(rows, columns))
        {
            xml.Append(CultureInfo.InvariantCulture, $"<rule id=\"r{number}\">");
            foreach (var (low, high) in row)
                xml.Append(CultureInfo.InvariantCulture, $"<inputEntry><text>{(low == 0 && high == High ? "-" : $"[{low}..{high})")}</text></inputEntry>");
            xml.Append(CultureInfo.InvariantCulture, $"<outputEntry><text>{number++}</text></outputEntry></rule>");
        }

        return xml.Append("</decisionTable></decision></definitions>").ToString();
    }

    private static List<(int Low, int High)[]> Rows(int rows, int columns)
    {
        var random = new Random(7);
        List<(int Low, int High)[]> boxes = [[.. Enumerable.Repeat((0, High), columns)]];
        while (boxes.Count < rows)
        {
            var (box, column) = (boxes[random.Next(boxes.Count)], random.Next(columns));
            var (low, high) = box[column];
            if (high - low < 2) continue;
            var cut = random.Next(low + 1, high);
            var other = ((int, int)[])box.Clone();
            (box[column], other[column]) = ((low, cut), (cut, high));
            boxes.Add(other);
        }

        return boxes;
    }
}
