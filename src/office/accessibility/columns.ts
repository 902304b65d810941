import type { AccessibilityReport } from "../../../db/queries/office/accessibility.ts";
import type { Column } from "../../ground/tables/column.ts";

export const accessibilityColumns: readonly Column<AccessibilityReport>[] = [
	{ key: "place", label: "Var", type: "text", width: 30, value: (report) => report.place },
	{ key: "problem", label: "Vad som inte gick", type: "text", width: 60, value: (report) => report.problem },
	{ key: "reporter", label: "Rapporterat av", type: "text", width: 24, value: (report) => report.reporter },
	{ key: "contact", label: "Svar önskas", type: "text", width: 24, value: (report) => report.contact },
	{ key: "reported_at", label: "Rapporterat", type: "instant", width: 17, value: (report) => report.reported_at },
	{ key: "answer", label: "Svar", type: "text", width: 60, value: (report) => report.answer },
	{ key: "handled_at", label: "Besvarat", type: "instant", width: 17, value: (report) => report.handled_at },
	{ key: "handler", label: "Besvarat av", type: "text", width: 24, value: (report) => report.handler },
];
