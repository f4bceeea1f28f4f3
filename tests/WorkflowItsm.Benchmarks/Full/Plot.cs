using System.Globalization;
using System.Net;
using System.Text;

namespace WorkflowItsm.Benchmarks.Full;

/// <summary>Draws a series as an SVG picture: both axes in powers of ten, so that a flat cost is a flat line and one that grows with the size a diagonal.</summary>
internal static class Plot
{
    private const int Width = 720, Height = 380, Left = 70, Right = 20, Top = 50, Bottom = 60;
    private static readonly string[] _colours = ["#0b6e99", "#c2410c", "#4d7c0f"];

    public static string Draw(Series series, bool chinese)
    {
        var points = series.Lines.SelectMany(line => line.Points).ToList();
        var (fromX, toX) = Decades(points.Select(point => (double)point.Size));
        var (fromY, toY) = Decades(points.Select(point => point.Cost));
        var svg = new StringBuilder();
        svg.Append(Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" font-family=\"sans-serif\" font-size=\"13\">"));
        svg.Append(Line($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>"));
        svg.Append(Line($"<text x=\"{Left}\" y=\"22\" font-size=\"15\" fill=\"#1a1a1a\">{Text(series.Title.In(chinese))}</text>"));
        for (var decade = fromX; decade <= toX; decade++)
        {
            svg.Append(Line($"<line x1=\"{X(decade):F0}\" y1=\"{Top}\" x2=\"{X(decade):F0}\" y2=\"{Height - Bottom}\" stroke=\"#e2e2e2\"/>"));
            svg.Append(Line($"<text x=\"{X(decade):F0}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\" fill=\"#444444\">{Math.Pow(10, decade):N0}</text>"));
        }

        for (var decade = fromY; decade <= toY; decade++)
        {
            svg.Append(Line($"<line x1=\"{Left}\" y1=\"{Y(decade):F0}\" x2=\"{Width - Right}\" y2=\"{Y(decade):F0}\" stroke=\"#e2e2e2\"/>"));
            svg.Append(Line($"<text x=\"{Left - 8}\" y=\"{Y(decade) + 4:F0}\" text-anchor=\"end\" fill=\"#444444\">{Math.Pow(10, decade):G4}</text>"));
        }

        svg.Append(Line($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 14}\" text-anchor=\"middle\" fill=\"#444444\">{Text(series.Grows.In(chinese))}</text>"));
        svg.Append(Line($"<text x=\"16\" y=\"{Top - 10}\" fill=\"#444444\">{Text(series.Unit)}</text>"));
        foreach (var (index, line) in series.Lines.Index())
        {
            var colour = _colours[index % _colours.Length];
            var path = string.Join(' ', line.Points.Select(point => Line($"{X(Math.Log10(point.Size)):F1},{Y(Math.Log10(point.Cost)):F1}").Trim()));
            svg.Append(Line($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>"));
            foreach (var point in line.Points)
                svg.Append(Line($"<circle cx=\"{X(Math.Log10(point.Size)):F1}\" cy=\"{Y(Math.Log10(point.Cost)):F1}\" r=\"3.5\" fill=\"{colour}\"/>"));
            svg.Append(Line($"<text x=\"{Width - Right}\" y=\"{Top - 12 + (18 * index)}\" text-anchor=\"end\" fill=\"{colour}\">{Text(line.Name.In(chinese))}</text>"));
        }

        return svg.Append("</svg>\n").ToString();

        double X(double decade) => Left + ((decade - fromX) / (toX - fromX) * (Width - Left - Right));

        double Y(double decade) => Height - Bottom - ((decade - fromY) / (toY - fromY) * (Height - Top - Bottom));
    }

    private static (int From, int To) Decades(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var (from, to) = ((int)Math.Floor(Math.Log10(all.Min())), (int)Math.Ceiling(Math.Log10(all.Max())));
        return (from, Math.Max(to, from + 1));
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture) + "\n";
}
