import type { UnitRow } from "../../../db/queries/people/units.ts";
import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { unitColumns } from "../../../src/people/units/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Chain, type ChainNode } from "../../ui/chain.tsx";
import { Checkbox, TextField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";

export interface UnitsPageProps {
	shell: Partial<LayoutProps>;
	units: UnitRow[];
	/** every unit of today, for the tree; null when the list is filtered */
	tree: UnitRow[] | null;
	chosen: Record<string, string | undefined>;
	href: string;
	pager: Parameters<typeof Pager>[0];
	may_edit: boolean;
}

/** Builds the tree. A unit whose parent is not shown stands at the top, so that a branch is shown as a tree of its own. */
function treeOf(units: readonly UnitRow[]): ChainNode[] {
	const shown = new Set(units.map((unit) => unit.id));
	const below = new Map<string, UnitRow[]>();
	for (const unit of units) {
		const parent = unit.parent_id !== null && shown.has(unit.parent_id) ? unit.parent_id : "";
		below.set(parent, [...(below.get(parent) ?? []), unit]);
	}
	const nodes = (parent: string): ChainNode[] =>
		(below.get(parent) ?? []).map((unit) => ({
			kind: UNIT_KINDS[unit.kind],
			label: unit.name,
			href: paths.unit(unit.id),
			meta: unit.code ?? undefined,
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
			<FilterBar action={paths.units()} clear_href={paths.units()}>
				<TextField
					name="sok"
					label="Namn eller kod"
					type="search"
					optional="silent"
					value={chosen.sok}
					width="medium"
				/>
				<Checkbox name="upphorda" label="Ta med upphörda" optional="silent" checked={chosen.upphorda === "1"} />
			</FilterBar>
			{tree ? (
				<Section title="Trädet">
					<Chain label="Enheter" nodes={treeOf(tree)} />
				</Section>
			) : null}
			<Section title="Listan">
				<ListTable
					caption="Enheter"
					columns={unitColumns}
					rows={props.units}
					href={(unit) => paths.unit(unit.id)}
					empty="Inga enheter stämmer med urvalet."
				/>
				{props.pager.total > 0 ? <Pager {...props.pager} noun="enheter" /> : null}
				<ListExports base_href={props.href} />
			</Section>
		</Layout>
	);
}
