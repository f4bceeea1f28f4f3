using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;
using WorkflowItsm.Web.Words;

namespace WorkflowItsm.Web.Layout;

/// <summary>Gives MudBlazor's own texts in the language of the screen: those of the components that our pages use.</summary>
internal sealed class ComponentTexts(IStringLocalizer<ComponentWords> T) : MudLocalizer
{
    public override LocalizedString this[string key] => Find(key) ?? new(key, key, resourceNotFound: true);

    public override LocalizedString this[string key, params object[] arguments] =>
        Find(key) is { } text ? new(key, string.Format(CultureInfo.CurrentCulture, text.Value, arguments)) : new(key, key, resourceNotFound: true);

    private LocalizedString? Find(string key) => key switch
    {
        "Converter_ConversionError" => T["Converter_ConversionError"],
        "Converter_ConversionFailed" => T["Converter_ConversionFailed"],
        "Converter_ConversionNotImplemented" => T["Converter_ConversionNotImplemented"],
        "Converter_InvalidBoolean" => T["Converter_InvalidBoolean"],
        "Converter_InvalidDateTime" => T["Converter_InvalidDateTime"],
        "Converter_InvalidGUID" => T["Converter_InvalidGUID"],
        "Converter_InvalidNumber" => T["Converter_InvalidNumber"],
        "Converter_InvalidTimeSpan" => T["Converter_InvalidTimeSpan"],
        "Converter_InvalidType" => T["Converter_InvalidType"],
        "Converter_NotValueOf" => T["Converter_NotValueOf"],
        "Converter_UnableToConvert" => T["Converter_UnableToConvert"],
        "MudAlert_Close" => T["MudAlert_Close"],
        "MudChip_Close" => T["MudChip_Close"],
        "MudDialog_Close" => T["MudDialog_Close"],
        "MudFormComponent_Required" => T["MudFormComponent_Required"],
        "MudInput_Clear" => T["MudInput_Clear"],
        "MudInput_Decrement" => T["MudInput_Decrement"],
        "MudInput_Increment" => T["MudInput_Increment"],
        "MudSelect_SelectAll" => T["MudSelect_SelectAll"],
        "MudSnackbar_Close" => T["MudSnackbar_Close"],
        "MudTable_CancelEditRow" => T["MudTable_CancelEditRow"],
        "MudTable_CollapseGroup" => T["MudTable_CollapseGroup"],
        "MudTable_CommitRow" => T["MudTable_CommitRow"],
        "MudTable_EditRow" => T["MudTable_EditRow"],
        "MudTable_ExpandGroup" => T["MudTable_ExpandGroup"],
        "MudTable_Loading" => T["MudTable_Loading"],
        "MudTable_SelectAllRows" => T["MudTable_SelectAllRows"],
        "MudTable_SelectGroup" => T["MudTable_SelectGroup"],
        "MudTable_SelectRow" => T["MudTable_SelectRow"],
        // What no page shows stays MudBlazor's.
        _ => null,
    };
}
