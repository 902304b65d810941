import type { Disposal, DisposedFile, Hold } from "../../../db/queries/proof/retention.ts";
import { RETENTION_KINDS } from "../../../db/schema/proof/retention.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { ProposedFile, RetentionTime } from "./retention-times.ts";

export const proposedColumns: readonly Column<ProposedFile>[] = [
	{ key: "file_name", label: "Fil", type: "text", width: 40, value: (file) => file.file_name },
	{
		key: "kind",
		label: "Klass",
		type: "text",
		width: 36,
		words: RETENTION_KINDS,
		value: (file) => RETENTION_KINDS[file.kind],
	},
	{ key: "unit", label: "Enhet", type: "text", width: 30, value: (file) => file.unit },
	{ key: "base_year", label: "Hör till år", type: "year", width: 10, value: (file) => file.base_year },
	{ key: "earliest", label: "Får gallras från", type: "date", width: 16, value: (file) => file.earliest },
	{ key: "bytes", label: "Byte", type: "count", width: 12, value: (file) => file.bytes },
	{ key: "held", label: "Spärrad", type: "text", width: 10, value: (file) => (file.held ? "Ja" : "Nej") },
	{ key: "sha256", label: "SHA-256", type: "text", width: 68, value: (file) => file.sha256 },
];

export const timeColumns: readonly Column<RetentionTime>[] = [
	{
		key: "kind",
		label: "Klass",
		type: "text",
		width: 40,
		words: RETENTION_KINDS,
		value: (time) => RETENTION_KINDS[time.kind],
	},
	{ key: "years", label: "Sparas, år", type: "count", width: 12, value: (time) => time.years },
	{ key: "valid_from", label: "Gäller från", type: "date", width: 12, value: (time) => time.valid_from },
	{
		key: "decision_no",
		label: "Beslut",
		type: "text",
		width: 20,
		value: (time) => time.decision_no || "Inget beslut än",
	},
	{ key: "decided_by", label: "Beslutat av", type: "text", width: 30, value: (time) => time.decided_by },
	{ key: "reason", label: "Skäl", type: "text", width: 50, value: (time) => time.reason },
];

export const holdColumns: readonly Column<Hold>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 30, value: (hold) => hold.unit },
	{ key: "reason", label: "Skäl", type: "text", width: 50, value: (hold) => hold.reason },
	{ key: "set_at", label: "Spärrad", type: "instant", width: 17, value: (hold) => hold.set_at },
	{ key: "setter", label: "Av", type: "text", width: 24, value: (hold) => hold.setter },
	{ key: "lifted_at", label: "Hävd", type: "instant", width: 17, value: (hold) => hold.lifted_at },
	{ key: "lifter", label: "Hävd av", type: "text", width: 24, value: (hold) => hold.lifter },
	{ key: "lift_reason", label: "Skäl att häva", type: "text", width: 40, value: (hold) => hold.lift_reason },
];

export const disposalColumns: readonly Column<Disposal>[] = [
	{ key: "decision_no", first: true, label: "Beslut", type: "text", width: 20, value: (one) => one.decision_no },
	{ key: "decided_by", first: true, label: "Beslutat av", type: "text", width: 30, value: (one) => one.decided_by },
	{
		key: "decided_on",
		first: true,
		phone: true,
		label: "Beslutsdatum",
		type: "date",
		width: 12,
		value: (one) => one.decided_on,
	},
	{
		key: "kind",
		first: true,
		phone: true,
		label: "Klass",
		type: "text",
		width: 36,
		words: RETENTION_KINDS,
		value: (one) => RETENTION_KINDS[one.kind],
	},
	{ key: "files", first: true, phone: true, label: "Filer", type: "count", width: 10, value: (one) => one.files },
	{ key: "bytes", label: "Byte", type: "count", width: 14, value: (one) => one.bytes },
	{ key: "reason", label: "Skäl", type: "text", width: 50, value: (one) => one.reason },
	{ key: "disposed_at", first: true, label: "Gallrat", type: "instant", width: 17, value: (one) => one.disposed_at },
	{ key: "disposer", label: "Gallrat av", type: "text", width: 24, value: (one) => one.disposer },
];

export const disposedFileColumns: readonly Column<DisposedFile>[] = [
	{ key: "file_name", label: "Fil", type: "text", width: 40, value: (file) => file.file_name },
	{ key: "unit", label: "Enhet", type: "text", width: 30, value: (file) => file.unit },
	{ key: "base_year", label: "Hör till år", type: "year", width: 10, value: (file) => file.base_year },
	{ key: "bytes", label: "Byte", type: "count", width: 12, value: (file) => file.bytes },
	{ key: "sha256", label: "SHA-256", type: "text", width: 68, value: (file) => file.sha256 },
];
