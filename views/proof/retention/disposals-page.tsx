import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Disposal, DisposedFile } from "../../../db/queries/proof/retention.ts";
import { RETENTION_KINDS } from "../../../db/schema/proof/retention.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { countText, dateText, dateTimeText, sizeText } from "../../ui/format.ts";
import { List } from "../../ui/list.tsx";
import { RETENTION_CRUMBS, RetentionNav } from "./retention-nav.tsx";

/** Every disposal that has been carried out. */
export function DisposalsPage(props: { shell: Partial<LayoutProps>; list: ListShown<Disposal> }) {
	return (
		<Layout
			{...props.shell}
			title="Gallringsbeslut"
			crumbs={RETENTION_CRUMBS}
			lead="Vad som har gallrats, av vem och varför."
		>
			<RetentionNav current="Beslut" />
			<List
				list={props.list}
				noun="beslut"
				caption="Gallringsbeslut"
				href={(one) => paths.disposal(one.id)}
				empty="Inget har gallrats."
			/>
		</Layout>
	);
}

/** One disposal with every file that went. */
export function DisposalPage(props: {
	shell: Partial<LayoutProps>;
	disposal: Disposal;
	list: ListShown<DisposedFile>;
}) {
	const { disposal } = props;
	return (
		<Layout
			{...props.shell}
			title={`Gallring enligt ${disposal.decision_no}`}
			crumbs={[...RETENTION_CRUMBS, { href: paths.disposals(), label: "Gallringsbeslut" }]}
		>
			<DescriptionList
				items={[
					{ term: "Beslutat av", value: disposal.decided_by },
					{ term: "Beslutsdatum", value: dateText(disposal.decided_on) },
					{ term: "Klass", value: RETENTION_KINDS[disposal.kind] },
					{ term: "Omfattning", value: `${countText(disposal.files)} filer, ${sizeText(disposal.bytes)}` },
					{ term: "Gallrat", value: `${dateTimeText(disposal.disposed_at)} av ${disposal.disposer}` },
					{ term: "Skäl", value: disposal.reason, wide: true },
				]}
			/>
			<List
				list={props.list}
				noun="filer"
				caption="Gallrade filer"
				cells={{
					bytes: (file) => sizeText(file.bytes),
					sha256: (file) => <code class="hash">{file.sha256}</code>,
				}}
			/>
		</Layout>
	);
}
