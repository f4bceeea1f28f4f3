using MudBlazor;

namespace WorkflowItsm.Web.Layout;

/// <summary>Colours and letters. Fonts are those of the person's system: nothing is fetched, and Chinese looks as it does elsewhere.</summary>
internal static class HouseTheme
{
    private static readonly string[] s_fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "DejaVu Sans", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d5fa8",
            Secondary = "#0f766e",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            AppbarBackground = "#12304f",
            AppbarText = "#ffffff",
            DrawerBackground = "#ffffff",
            TextPrimary = "#1b2430",
            TextSecondary = "#4a5563",
            Error = "#b3261e",
            Warning = "#8a5300",
            Success = "#1b6e3c",
            Info = "#1d5fa8",
            LinesDefault = "#d7dce2",
            TableLines = "#e3e7ec",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab8ec",
            PrimaryContrastText = "#0d1b2a",
            Secondary = "#5ec4b9",
            SecondaryContrastText = "#06201d",
            Background = "#12171d",
            Surface = "#1b222b",
            AppbarBackground = "#0c1a2a",
            AppbarText = "#f2f5f8",
            DrawerBackground = "#161d25",
            TextPrimary = "#e8edf2",
            TextSecondary = "#b2bdc9",
            Error = "#f2a49e",
            ErrorContrastText = "#3b0a07",
            Warning = "#f0bd6f",
            WarningContrastText = "#2e1c00",
            Success = "#86d3a4",
            SuccessContrastText = "#05230f",
            Info = "#8ab8ec",
            InfoContrastText = "#0d1b2a",
            LinesDefault = "#36414d",
            TableLines = "#2b3540",
        },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = s_fonts, FontSize = "0.9rem", LineHeight = "1.5" },
            H1 = new H1Typography { FontFamily = s_fonts, FontSize = "1.5rem", FontWeight = "600", LineHeight = "1.3" },
            H2 = new H2Typography { FontFamily = s_fonts, FontSize = "1.15rem", FontWeight = "600", LineHeight = "1.35" },
            H3 = new H3Typography { FontFamily = s_fonts, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4" },
            Button = new ButtonTypography { FontFamily = s_fonts, TextTransform = "none", FontWeight = "500" },
        },
        LayoutProperties = new() { DefaultBorderRadius = "6px", DrawerWidthLeft = "220px" },
    };
}
