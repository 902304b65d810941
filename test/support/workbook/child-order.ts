import { type Element, within } from "./xml-tree.ts";

/** The order of children that ECMA-376 part 1 gives for what our workbooks hold (CT_Worksheet and so on). */
const ORDER: Record<string, string> = {
	worksheet:
		"sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst",
	sheetPr: "tabColor outlinePr pageSetUpPr",
	sheetView: "pane selection pivotSelection extLst",
	c: "f v is extLst",
	cfRule: "formula colorScale dataBar iconSet extLst",
	dataValidation: "formula1 formula2",
	headerFooter: "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
	workbook:
		"fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst",
	styleSheet: "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
	xf: "alignment protection extLst",
	dxf: "font numFmt fill alignment border protection extLst",
	border: "start end left right top bottom diagonal vertical horizontal",
	patternFill: "fgColor bgColor",
	table: "autoFilter sortState tableColumns tableStyleInfo extLst",
	oneCellAnchor: "from ext sp grpSp graphicFrame cxnSp pic contentPart clientData",
	pic: "nvPicPr blipFill spPr style",
};

/** Lists that may be left out but never be empty. */
const NEVER_EMPTY: Record<string, string> = {
	cols: "col",
	mergeCells: "mergeCell",
	conditionalFormatting: "cfRule",
	dataValidations: "dataValidation",
	hyperlinks: "hyperlink",
	tableParts: "tablePart",
	sheets: "sheet",
	definedNames: "definedName",
	numFmts: "numFmt",
	rowBreaks: "brk",
};

/** Elements that may stand once for all, and how they repeat. */
const REPEATED = new Set(["conditionalFormatting", "selection", "formula", "sp", "pic", "graphicFrame"]);

/** What stands where the schema does not have it: the first thing Excel repairs. */
export function* orderFaults(root: Element): Generator<string> {
	for (const element of [root, ...within(root)]) {
		const order = ORDER[element.name]?.split(" ");
		const known = element.children.filter((one) => one.own && one.name !== "AlternateContent");
		const item = NEVER_EMPTY[element.name];
		if (item && element.own && !known.some((one) => one.name === item)) yield `<${element.name}> is empty`;
		const { count } = element.attributes;
		if (count !== undefined && element.own && Number(count) !== known.length && element.name !== "sst")
			yield `<${element.name}> says ${count} and holds ${known.length}`;
		if (!order || !element.own) continue;
		let [last, before] = [-1, ""];
		for (const { name } of known) {
			const at = order.indexOf(name);
			if (at < 0) yield `<${name}> does not belong in <${element.name}>`;
			else if (at < last) yield `<${name}> stands after <${before}> in <${element.name}>`;
			else if (at === last && !REPEATED.has(name)) yield `<${name}> stands twice in <${element.name}>`;
			if (at >= last) [last, before] = [at, name];
		}
	}
}
