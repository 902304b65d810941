import type ExcelJS from "exceljs";

/** Tones of a word that stands out. The word and its sign say it, the colour only helps the eye. */
export type Tone = "good" | "warn" | "bad" | "info" | "none";

/** How a tone looks: ink on its own ground reads at 7,8:1 or better, and the sign is one that Arial has on every machine. */
export const TONE_LOOKS: Record<Tone, { ink: string; ground: string; sign: string }> = {
	good: { ink: "FF14532B", ground: "FFE4F2E8", sign: "●" },
	warn: { ink: "FF5C3D00", ground: "FFFDF0CF", sign: "▲" },
	bad: { ink: "FF8A1515", ground: "FFFBE6E4", sign: "■" },
	info: { ink: "FF0D4A75", ground: "FFE3EFF8", sign: "○" },
	none: { ink: "FF3D4643", ground: "FFE9ECEB", sign: "□" },
};

/** One accent for what orders the page; lines instead of boxes. */
export const COLOURS = {
	accent: "FF0B5563",
	dark: "FF073D47",
	soft: "FFE2EFF1",
	head: "FFF3F5F5",
	bar: "FF5A97A4",
	grey: "FF4A5551",
	quiet: "FF6B7773",
	line: "FFB9C3C0",
	ink: "FF1C2321",
} as const;

/** The scale of sizes in points: rows, text, sub-heads, figures and title. */
export const SIZES = { small: 8, row: 9, text: 9.5, word: 13, head: 11, title: 16, figure: 19 } as const;

type Line = "hair" | "rule" | "accent";

/** How a cell looks. What is left out is as a row of a table. */
export interface Look {
	size?: number;
	bold?: boolean;
	ink?: string;
	ground?: string;
	align?: "left" | "right" | "center";
	vertical?: "top" | "middle" | "bottom";
	indent?: number;
	wrap?: boolean;
	format?: string;
	under?: Line;
	over?: Line;
	/** An accent line to the left, before a figure. */
	left?: true;
	/** A frame of its own: dotted, thin or thick, for a pattern that does not lean on colour. */
	frame?: "dotted" | "thin" | "thick";
	link?: boolean;
}

const LINES: Record<Line, ExcelJS.Border> = {
	hair: { style: "hair", color: { argb: "FF6B7773" } },
	rule: { style: "thin", color: { argb: COLOURS.line } },
	accent: { style: "medium", color: { argb: COLOURS.accent } },
};

export function styleOf(look: Look): Partial<ExcelJS.Style> {
	const { size = SIZES.row, bold = false, ink = COLOURS.ink, ground, link } = look;
	return {
		numFmt: look.format ?? "@",
		font: {
			...{ name: "Arial", family: 2, size, bold },
			...(link ? { underline: true, color: { argb: COLOURS.accent } } : { color: { argb: ink } }),
		},
		alignment: {
			horizontal: look.align ?? "left",
			vertical: look.vertical ?? "top",
			wrapText: look.wrap ?? true,
			...(look.indent ? { indent: look.indent } : {}),
		},
		...(ground ? { fill: { type: "pattern", pattern: "solid", fgColor: { argb: ground } } as const } : {}),
		border: bordersOf(look),
	};
}

function bordersOf({ under, over, left, frame, ink }: Look): Partial<ExcelJS.Borders> {
	if (frame) {
		const style = ({ dotted: "dotted", thin: "thin", thick: "medium" } as const)[frame];
		const line = { style, color: { argb: ink ?? COLOURS.ink } };
		return { top: line, bottom: line, left: line, right: line };
	}
	return {
		...(over ? { top: LINES[over] } : {}),
		...(under ? { bottom: LINES[under] } : {}),
		...(left ? { left: LINES.accent } : {}),
	};
}
