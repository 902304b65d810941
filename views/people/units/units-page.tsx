import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { UnitRow } from "../../../db/queries/people/units.ts";
import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Chain, type ChainNode } from "../../ui/chain.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";

export interface UnitsPageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<UnitRow>;
	/** The units of today, or those of them that have others below, with how many; null when the list is filtered. */
	tree: { is_whole: boolean; units: readonly TreeUnit[] } | null;
	chosen: Record<string, string | undefined>;
	may_edit: boolean;
}

type TreeUnit = UnitRow & { below?: number };

/** Builds the tree. A unit whose parent is not shown stands at the top, so that a branch is shown as a tree of its own. */
function treeOf(units: readonly TreeUnit[]): ChainNode[] {
	const shown = new Set(units.map((unit) => unit.id));
	const below = new Map<string, TreeUnit[]>();
	for (const unit of units) {
		const parent = unit.parent_id !== null && shown.has(unit.parent_id) ? unit.parent_id : "";
		below.set(parent, [...(below.get(parent) ?? []), unit]);
	}
	const nodes = (parent: string): ChainNode[] =>
		(below.get(parent) ?? []).map((unit) => ({
			kind: UNIT_KINDS[unit.kind],
			label: unit.name,
			href: paths.unit(unit.id),
			meta: unit.below === undefined ? (unit.code ?? undefined) : `${unit.below} direkt under`,
			below: nodes(unit.id),
		}));
	return nodes("");
}

export function UnitsPage(props: UnitsPageProps) {
	const { chosen, tree } = props;
	return (
		<Layout
			{...props.shell}
			title="Enheter"
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
			main_action={props.may_edit ? <ButtonLink href={paths.unitNew()}>Lägg till enhet</ButtonLink> : null}
		>
			{tree ? (
				<Section title="Trädet">
					{tree.is_whole ? null : (
						<p class="soft">
							Trädet visar de enheter som har andra under sig. Övriga finns i listan och på enhetens sida.
						</p>
					)}
					<Chain label="Enheter" nodes={treeOf(tree.units)} />
				</Section>
			) : null}
			<Section title="Listan">
				<List
					list={props.list}
					noun="enheter"
					filters={[
						{ name: "sok", label: "Namn eller kod", kind: "text", value: chosen.sok },
						{
							name: "upphorda",
							label: "Upphörda",
							placeholder: "Visas inte",
							options: [{ value: "1", label: "Ta med upphörda" }],
							value: chosen.upphorda,
						},
					]}
					caption="Enheter"
					href={(unit) => paths.unit(unit.id)}
					empty="Inga enheter stämmer med urvalet."
				/>
			</Section>
		</Layout>
	);
}
