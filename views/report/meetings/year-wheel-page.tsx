import type { BoardChoice } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { WHEEL_RINGS, type WheelDay, wheelColumns } from "../../../src/report/meetings/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Wheel } from "../../ui/drawings/wheel.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { NumberField, SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import type { GlyphName } from "../../ui/glyph.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ListExports } from "../../ui/table.tsx";

const SIGNS: Record<keyof typeof WHEEL_RINGS, GlyphName> = {
	meeting: "diamond",
	papers: "clock",
	report: "triangle",
	sam: "dot",
};

/** The nämnd's year: drawn as a wheel, and the same days as a table. */
export function YearWheelPage(props: {
	shell: Partial<LayoutProps>;
	boards: readonly BoardChoice[];
	board: BoardChoice | null;
	year: number;
	today: string;
	days: readonly WheelDay[];
	list_href: string;
}) {
	const { board, year, days, today } = props;
	return (
		<Layout {...props.shell} title={`Årshjul ${year}`} lead={board?.name}>
			<FilterBar action={paths.yearWheel()} label="Välj år och nämnd">
				<NumberField name="ar" label="År" value={String(year)} optional="silent" />
				{props.boards.length > 1 ? (
					<SelectField
						name="namnd"
						label="Nämnd"
						optional="silent"
						value={board?.id}
						options={props.boards.map(({ id, name }) => ({ value: id, label: name }))}
					/>
				) : null}
			</FilterBar>
			{days.length === 0 ? (
				<EmptyState text={`Inga dagar är kända för ${year}.`} />
			) : (
				<div class="board is-even">
					<Panel id="hjulet" title="Året runt">
						<Wheel
							id="aret"
							year={year}
							today={today.startsWith(String(year)) ? today : null}
							rings={(Object.keys(WHEEL_RINGS) as (keyof typeof WHEEL_RINGS)[]).map((ring) => ({
								label: WHEEL_RINGS[ring],
								glyph: SIGNS[ring],
								days: days.filter((one) => one.ring === ring),
							}))}
						/>
					</Panel>
					<Panel id="dagarna" title="Dagarna i ordning">
						<ListTable
							caption="Nämndens dagar"
							columns={wheelColumns}
							rows={days}
							primary="text"
							href={(one) => one.href}
						/>
						<ListExports base_href={props.list_href} />
					</Panel>
				</div>
			)}
		</Layout>
	);
}
