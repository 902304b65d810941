import { addDrawing, type Workbook, type Worksheet } from "./exceljs-inside.ts";
import { escaped } from "./row-xml.ts";

/** A picture on a sheet, with what it shows in words for those who do not see it. */
export interface Picture {
	name: string;
	description: string;
	png: Buffer;
	width: number;
	height: number;
	/** The row its upper edge stands at, counted from 1. */
	row: number;
}

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** A pixel of 1/96 inch, in the format's unit. */
const EMU = 9525;

/** A row of ordinary height is this many pixels high. */
const ROW_PIXELS = 20;

/** The row that a picture's lower edge stands on. */
export function lastRowOf({ row, height }: Pick<Picture, "row" | "height">): number {
	return row + Math.ceil(height / ROW_PIXELS);
}

/** Puts pictures on a sheet that is not yet committed. */
export function addPictures(workbook: Workbook, worksheet: Worksheet, pictures: readonly Picture[]): void {
	const images = pictures.map(({ png }) => workbook.addImage({ buffer: png as never, extension: "png" }));
	const relations = images.map(
		(image, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/image" Target="../media/image${image}.png"/>`,
	);
	addDrawing(workbook, worksheet, {
		xml: `${XML}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main">${pictures.map(anchor).join("")}</xdr:wsDr>`,
		relations: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join("")}</Relationships>`,
	});
}

function anchor({ name, description, width, height, row }: Picture, index: number): string {
	const size = `cx="${width * EMU}" cy="${height * EMU}"`;
	return [
		`<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`,
		`<xdr:ext ${size}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${index + 1}" name="${escaped(name)}" descr="${escaped(description)}"/>`,
		'<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>',
		`<xdr:blipFill><a:blip xmlns:r="${OFFICE}" r:embed="rId${index + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>`,
		`<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>`,
		"</xdr:pic><xdr:clientData/></xdr:oneCellAnchor>",
	].join("");
}
