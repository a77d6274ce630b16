//! What ods says besides its values.

use super::*;
use crate::domain::Currency;

#[test]
fn elements_tell_what_is_hidden_formats_and_merged_areas() {
    let xml = r#"<office:document-content><office:automatic-styles>
        <number:currency-style style:name="N1"><number:number/><number:text> </number:text>
          <number:currency-symbol>€</number:currency-symbol></number:currency-style>
        <number:number-style style:name="N2"><number:number/><number:text>m</number:text></number:number-style>
        <style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="0.0176cm"/></style:style>
        <style:style style:name="ro2" style:family="table-row"><style:table-row-properties style:row-height="0.2in"/></style:style>
        <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
        <style:style style:name="ce2" style:parent-style-name="ce1" style:data-style-name="N2">
          <style:text-properties style:text-line-through-style="solid"/></style:style>
        </office:automatic-styles><office:body><table:table table:name="Data">
        <table:table-column/><table:table-column table:default-cell-style-name="ce1"/>
        <table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column/>
        <table:table-column-group table:display="false"><table:table-column/></table:table-column-group>
        <table:table-column/>
        <table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell/>
          <table:table-cell office:value-type="float" office:value="1"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="percentage" office:value="0.1"/>
          <table:table-cell office:value-type="currency" office:currency="SEK" office:value="1"/></table:table-row>
        <table:table-row-group table:display="false">
        <table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3">
          <office:annotation><dc:creator>A</dc:creator><text:p>in EUR</text:p></office:annotation></table:table-cell>
        </table:table-row></table:table-row-group><table:table-row>
          <table:table-cell table:style-name="ce2" office:value-type="float" office:value="1"/>
          <table:table-cell table:formula="of:=IF(1;&quot;&quot;;1)" office:value-type="string"><text:p/></table:table-cell>
          <table:table-cell table:formula="of:=A1" office:value-type="string"><text:p>x</text:p></table:table-cell>
        </table:table-row>
        <table:table-row table:style-name="ro1"><table:table-cell/></table:table-row>
        <table:table-row table:style-name="ro2"><table:table-cell/></table:table-row>
        </table:table></office:body></office:document-content>"#;
    let mut said = Said::default();
    said.read(xml.as_bytes()).unwrap();
    let said = said.sheets.remove("Data").unwrap();
    let hidden: Vec<u32> = (1..8).filter(|&row| said.is_hidden(row)).collect();
    assert_eq!(hidden, [1, 2, 4, 6]);
    assert_eq!(said.details.hidden_columns, [[2, 3], [5, 5]]);
    assert_eq!(said.details.merged, [[4, 0, 6, 1]]);
    let remarks: Vec<_> =
        said.details.remarks.iter().map(|remark| (remark.row, remark.column, remark.text.trim())).collect();
    assert_eq!(remarks, [(4, 0, "in EUR")]);
    assert_eq!(said.style_at(2, 1).format.currency, Currency::parse("EUR"));
    assert!(said.style_at(3, 0).format.is_percent());
    assert_eq!(said.style_at(3, 1).format.currency, Currency::parse("SEK"));
    assert!(said.style_at(5, 0).struck && said.style_at(5, 0).format.scale == Some(crate::config::Scale::Millions));
    assert!(said.is_blank_result((4, 1)) && !said.is_blank_result((4, 2)));
}
