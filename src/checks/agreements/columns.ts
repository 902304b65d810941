import type { AgreementRow } from "../../../db/queries/checks/agreements.ts";
import type { Column } from "../../ground/tables/column.ts";

export const agreementColumns: Column<AgreementRow>[] = [
	{
		key: "supplier_name",
		label: "Leverantör",
		type: "text",
		width: 36,
		value: (row) => row.supplier_name || row.supplier_no,
	},
	{ key: "supplier_no", label: "Leverantörsnummer", type: "text", value: (row) => row.supplier_no },
	{ key: "agreement_no", label: "Avtalsnummer", type: "text", value: (row) => row.agreement_no },
	{ key: "valid_from", label: "Från", type: "date", value: (row) => row.valid_from },
	{ key: "valid_to", label: "Till", type: "date", value: (row) => row.valid_to },
	{ key: "unit", label: "Förvaltning", type: "text", width: 36, value: (row) => row.unit_name },
	{ key: "file", label: "Lista", type: "text", width: 28, value: (row) => row.file_name },
	{ key: "imported_at", label: "Inläst", type: "instant", width: 26, value: (row) => row.imported_at },
	{ key: "imported_by", label: "Inläst av", type: "text", width: 26, value: (row) => row.imported_by_name },
];
