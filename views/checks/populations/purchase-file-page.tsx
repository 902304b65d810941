import type { PurchaseFile } from "../../../db/queries/checks/populations-files.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { countText, dateTimeText, kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { FileFacts, RefusedTable } from "./file-parts.tsx";

export interface PurchaseFilePageProps {
	shell: Partial<LayoutProps>;
	file: PurchaseFile;
	/** Field → its Swedish word. */
	labels: Readonly<Record<string, string>>;
	history: HistoryEvent[];
}

export function PurchaseFilePage({ shell, file, labels, history }: PurchaseFilePageProps) {
	const columns = Object.entries(file.columns).map(([field, heading]) => `${heading} (${labels[field] ?? field})`);
	return (
		<Layout
			{...shell}
			title={file.file_name}
			lead={`${file.control_title}, ${formatOccurrence(file.period_key)}.`}
			crumbs={[{ href: paths.purchases(), label: "Inköp" }]}
			main_action={<ButtonLink href={paths.population(file.population_id)}>Visa populationen</ButtonLink>}
		>
			<DescriptionList
				items={[
					{ term: "Inläst", value: `${dateTimeText(file.imported_at)} av ${file.imported_by}` },
					...(file.source === null ? [] : [{ term: "Källa", value: file.source }]),
					{ term: "Rader förstådda", value: countText(file.rows) },
					{ term: "Rader avvisade", value: countText(file.refused.count) },
					{ term: "Summa", value: kronorText(file.sum_ore) },
					{ term: "Inköp i populationen", value: countText(file.population_n) },
					{ term: "Populationens summa", value: kronorText(file.population_sum_ore) },
					...(file.edition
						? [
								{
									term: "Rättad fil",
									value: (
										<Link href={paths.purchaseFileChanges(file.id)}>{`Utgåva ${file.edition}, visa skillnaden`}</Link>
									),
								},
							]
						: []),
					{ term: "Kolumner", value: columns.join(", "), wide: true },
				]}
			/>
			<FileFacts {...file} />
			{file.refused.count > 0 ? (
				<Section title="Avvisade rader">
					<RefusedTable {...file.refused} />
				</Section>
			) : null}
			<Section title="Historik">
				<History events={history} />
			</Section>
		</Layout>
	);
}
