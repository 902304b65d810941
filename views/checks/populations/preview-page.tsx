import { paths } from "../../../src/paths/paths.ts";
import type { Preview } from "../../../src/checks/populations/import/preview-purchases.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Flash } from "../../ui/flash.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { countText, kronorText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { KeyFigures } from "../../ui/task-list.tsx";
import { ColumnsForm } from "./columns-form.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import { PreviewDifference } from "./difference.tsx";
import { FileFacts, FirstLines, RefusedTable } from "./file-parts.tsx";
import { PreviewFrameView } from "./preview-frame.tsx";
import { UnplacedForm } from "./unplaced-form.tsx";
import { WhatIsPurchase } from "./what-is-purchase.tsx";

export interface PreviewPageProps {
	shell: Partial<LayoutProps>;
	token: string;
	preview: Preview;
	/** What is wrong with the form for columns, and with the confirmation. */
	errors: {
		columns: Record<string, string>;
		placing: Record<string, string>;
		rule: FormState;
		confirmation: FormState;
	};
}

export function PreviewPage(props: PreviewPageProps) {
	const { preview, token, errors } = props;
	const { summary } = preview;
	const isReadable = summary !== null && summary.rows > 0;
	return (
		<Layout
			{...props.shell}
			title={`Förhandsgranska ${preview.file_name}`}
			lead={`${preview.control_title}, ${preview.period}. Inget är sparat ännu.`}
			crumbs={[
				{ href: paths.purchases(), label: "Inköp" },
				...(preview.corrected ? [{ href: paths.population(preview.corrected.id), label: "Populationen" }] : []),
			]}
		>
			<Notices texts={preview.notices} />
			{summary && !isReadable ? (
				<Flash tone="bad" announce={false} text="Ingen rad i filen kunde läsas in. Rätta filen och läs in den igen." />
			) : null}
			{summary ? <Understood preview={preview} /> : null}
			<ColumnsForm token={token} preview={preview} errors={errors.columns} />
			<UnplacedForm token={token} preview={preview} errors={errors.placing} />
			{preview.frame?.difference && isReadable ? (
				<PreviewDifference difference={preview.frame.difference} drawn={preview.corrected?.drawn === true} />
			) : null}
			{preview.frame && isReadable && !preview.corrected?.drawn ? (
				<>
					<PreviewFrameView frame={preview.frame} />
					<WhatIsPurchase token={token} costs={preview.frame.costs} form={errors.rule} />
				</>
			) : null}
			{summary && summary.refused_count > 0 ? (
				<Section title="Avvisade rader">
					<RefusedTable count={summary.refused_count} rows={summary.refused} />
				</Section>
			) : null}
			{preview.said_of_rows.length > 0 ? (
				<Section title="Att veta om enskilda rader">
					<RefusedTable caption="Enskilda rader" count={preview.said_of_rows.length} rows={preview.said_of_rows} />
				</Section>
			) : null}
			{isReadable ? (
				<Section title="Filens första rader">
					<FirstLines lines={summary.first_lines} />
				</Section>
			) : null}
			{isReadable && preview.frame ? (
				<ConfirmForm token={token} preview={preview} summary={summary} form={errors.confirmation} />
			) : null}
		</Layout>
	);
}

function Understood({ preview }: { preview: Preview }) {
	const summary = preview.summary!;
	return (
		<>
			<KeyFigures
				items={[
					{ value: countText(summary.rows), label: "rader förstådda" },
					{ value: countText(summary.refused_count), label: "rader avvisade" },
					{ value: kronorText(summary.sumOre), label: "summa av förstådda rader" },
					...(preview.frame && !preview.corrected?.drawn
						? [{ value: countText(preview.frame.n), label: "inköp i populationen" }]
						: []),
				]}
			/>
			<FileFacts
				encoding={summary.encoding}
				delimiter={summary.delimiter}
				bytes={summary.bytes}
				sha256={summary.sha256}
			/>
		</>
	);
}

/** What is to be known of the file, in one place: a file of another shape has a notice for every column that is gone. */
function Notices({ texts }: { texts: readonly string[] }) {
	if (texts.length === 0) return null;
	return (
		<Flash tone="info" heading="Att veta om filen" announce={false}>
			<ul>
				{texts.map((text) => (
					<li>{text}</li>
				))}
			</ul>
		</Flash>
	);
}
