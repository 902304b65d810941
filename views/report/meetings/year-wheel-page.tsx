import type { BoardChoice } from "../../../db/queries/report/periods.ts";
import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { WHEEL_RINGS, type WheelDay } from "../../../src/report/meetings/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Wheel } from "../../ui/drawings/wheel.tsx";
import type { GlyphName } from "../../ui/glyph.tsx";
import { List } from "../../ui/list.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Section } from "../../ui/section.tsx";

const RINGS = Object.keys(WHEEL_RINGS) as (keyof typeof WHEEL_RINGS)[];
const SIGNS: Record<keyof typeof WHEEL_RINGS, GlyphName> = {
	meeting: "square",
	papers: "flag",
	inventory: "hexagon",
	report: "page",
	sam: "plus",
};

interface Props {
	shell: Partial<LayoutProps>;
	boards: readonly BoardChoice[];
	board: BoardChoice | null;
	year: number;
	today: string;
	days: readonly WheelDay[];
	list: ListShown<WheelDay>;
}

/** The nämnd's year: drawn as a wheel, and the same days as a list. */
export function YearWheelPage(props: Props) {
	const { board, year, days, today, list } = props;
	return (
		<Layout {...props.shell} title={`Årshjul ${year}`} lead={board?.name}>
			{days.length > 0 ? (
				<Panel id="hjulet" title="Året runt">
					<Wheel
						id="aret"
						year={year}
						today={today.startsWith(String(year)) ? today : null}
						rings={RINGS.map((ring) => ({
							label: WHEEL_RINGS[ring],
							glyph: SIGNS[ring],
							days: days.filter((one) => one.ring === ring),
						}))}
					/>
				</Panel>
			) : null}
			<Section title="Dagarna i ordning">
				<List
					list={list}
					caption="Nämndens dagar"
					noun="dagar"
					primary="text"
					href={(one) => one.href}
					filters={filtersOf(props)}
					empty={`Inga dagar är kända för ${year}.`}
				/>
			</Section>
		</Layout>
	);
}

function filtersOf({ year, boards, board }: Props): ListFilter[] {
	const options = boards.map(({ id, name }) => ({ value: id, label: name }));
	return [
		{ name: "ar", label: "År", kind: "text", value: String(year) },
		...(boards.length > 1 ? [{ name: "namnd", label: "Nämnd", value: board?.id, options }] : []),
	];
}
