import type { UnitRow } from "../../../db/queries/people/units.ts";
import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { unitColumns } from "../../../src/people/units/columns.ts";
import { UNIT_FIELDS } from "../../../src/people/units/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Section } from "../../ui/section.tsx";

export function UnitPage(props: {
	shell: Partial<LayoutProps>;
	unit: UnitRow;
	below: UnitRow[];
	history: HistoryEvent[];
	may_edit: boolean;
}) {
	const { unit } = props;
	return (
		<Layout
			{...props.shell}
			title={unit.name}
			crumbs={[
				{ href: paths.administration(), label: "Administration" },
				{ href: paths.units(), label: "Enheter" },
			]}
			main_action={props.may_edit ? <ButtonLink href={paths.unitEdit(unit.id)}>Ändra enheten</ButtonLink> : null}
		>
			<DescriptionList
				items={[
					{ term: UNIT_FIELDS.kind.label, value: UNIT_KINDS[unit.kind] },
					{ term: UNIT_FIELDS.code.label, value: unit.code },
					{
						term: UNIT_FIELDS.parent_id.label,
						value: unit.parent_id ? <Link href={paths.unit(unit.parent_id)}>{unit.parent_name}</Link> : null,
					},
					{ term: UNIT_FIELDS.valid_from.label, value: dateText(unit.valid_from) },
					{ term: UNIT_FIELDS.valid_to.label, value: dateText(unit.valid_to) },
				]}
			/>
			<Section title="Enheter under">
				<ListTable
					caption="Enheter under"
					columns={unitColumns.filter((column) => column.key !== "parent")}
					rows={props.below}
					href={(unit) => paths.unit(unit.id)}
					empty="Det finns inga enheter under den här."
				/>
			</Section>
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
