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

/** What is shown by itself is no choice to take away. */
function filtersOf({ year, today, boards, board }: Props): ListFilter[] {
	const [first, ...others] = boards;
	const options = others.map(({ id, name }) => ({ value: id, label: name }));
	const chosen = board?.id === first?.id ? undefined : board?.id;
	const asked = today.startsWith(String(year)) ? undefined : String(year);
	return [
		{ name: "ar", label: "År", kind: "text", value: asked },
		...(first && options.length > 0
			? [{ name: "namnd", label: "Nämnd", value: chosen, placeholder: first.name, options }]
			: []),
	];
}
