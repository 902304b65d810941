import type { Evidence } from "../../../db/queries/checks/evidence.ts";
import type { Disposal } from "../../../db/queries/proof/retention.ts";
import { isShown } from "../../../db/schema/shown-types.ts";
import { EVIDENCE_PARENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import { dateText, dateTimeText, sizeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

/** One edition of a document: what it is, a preview where that is safe, and the other editions. */
export function EvidencePage(props: {
	shell: Partial<LayoutProps>;
	evidence: Evidence;
	owner: { label: string; href: string };
	editions: readonly Evidence[];
	/** the decision by which its bytes are gone; null while they are kept */
	disposal: Disposal | null;
	may_add: boolean;
}) {
	const { evidence, owner, disposal } = props;
	return (
		<Layout
			{...props.shell}
			title={evidence.file_name}
			crumbs={[{ href: owner.href, label: owner.label }]}
			main_action={disposal ? null : <ButtonLink href={paths.evidenceFile(evidence.id)}>Hämta filen</ButtonLink>}
		>
			{disposal ? (
				<Flash tone="info" heading="Filen är gallrad" announce={false}>
					<p>{`Innehållet togs bort ${dateText(disposal.disposed_at)} enligt beslut ${disposal.decision_no} av ${disposal.decided_by}.`}</p>
				</Flash>
			) : null}
			<DescriptionList
				items={[
					{ term: "Hör till", value: <Link href={owner.href}>{owner.label}</Link> },
					{ term: "Gäller dagen", value: dateText(evidence.about_on) },
					{ term: "Slag", value: EVIDENCE_PARENTS[evidence.parent_kind] },
					{ term: "Utgåva", value: `${evidence.edition} av ${props.editions.length}` },
					{ term: "Storlek", value: sizeText(evidence.bytes) },
					{ term: "Innehåll", value: evidence.content_type },
					{ term: "Lades till", value: `${evidence.uploaded_by_name}, ${dateTimeText(evidence.uploaded_at)}` },
					{ term: "Anteckning", value: evidence.note },
					{ term: "SHA-256", value: <code class="hash">{evidence.sha256}</code>, wide: true },
				]}
			/>
			{isShown(evidence.content_type) && !disposal ? <Preview evidence={evidence} /> : null}
			<Editions {...props} />
		</Layout>
	);
}

function Preview({ evidence }: { evidence: Evidence }) {
	const src = paths.evidencePreview(evidence.id);
	return (
		<Section title="Förhandsvisning">
			{evidence.content_type === "application/pdf" ? (
				<object class="preview" data={src} type="application/pdf" aria-label={evidence.file_name}>
					<p>
						Webbläsaren kan inte visa PDF i sidan. <Link href={src}>Öppna den för sig</Link>.
					</p>
				</object>
			) : (
				<img class="preview-image" src={src} alt={`Bild: ${evidence.file_name}`} />
			)}
		</Section>
	);
}

function Editions(props: { evidence: Evidence; editions: readonly Evidence[]; may_add: boolean }) {
	const { evidence } = props;
	return (
		<Section
			title="Utgåvor"
			lead="En utgåva byts aldrig ut. Har dokumentet ändrats läggs en ny utgåva till bredvid."
			action={
				props.may_add ? (
					<ButtonLink
						href={`${paths.evidenceOf(evidence.parent_kind, evidence.parent_id)}?serie=${evidence.series_id}`}
						variant="secondary"
					>
						Lägg till ny utgåva
					</ButtonLink>
				) : null
			}
		>
			<DataTable
				caption="Utgåvor av dokumentet"
				hide_caption
				columns={[
					{ key: "edition", label: "Utgåva", primary: true },
					{ key: "file_name", label: "Fil" },
					{ key: "uploaded", label: "Lades till" },
				]}
				rows={props.editions.map((one) => ({
					href: paths.evidence(one.id),
					cells: {
						edition: one.id === evidence.id ? `${one.edition} (visas)` : String(one.edition),
						file_name: one.file_name,
						uploaded: `${one.uploaded_by_name}, ${dateTimeText(one.uploaded_at)}`,
					},
				}))}
			/>
		</Section>
	);
}
