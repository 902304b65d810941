import type { Overview } from "../../../src/report/overview/read-overview.ts";
import { ShareBars } from "../../ui/drawings/bars.tsx";
import { Ring } from "../../ui/drawings/ring.tsx";
import { monthText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Panel } from "../../ui/panel.tsx";

type Month = NonNullable<NonNullable<Overview["runs"]>["month"]>;

/** The month that was last over: the first control as a ring with a part per unit, the others as bars. */
export function MonthPanel({ month }: { month: Month }) {
	const [first, ...others] = month.controls;
	const name = monthText(month.month);
	return (
		<Panel id="manad" wide title={month.finding} lead={first!.title} more={{ href: first!.href, text: "Se enheterna" }}>
			<div class="month">
				<Ring
					id="manad"
					title={`${first!.done} av ${first!.total} kontrolltillfällen för ${name} är klara`}
					done={first!.done}
					total={first!.total}
					word="klara"
				/>
				<div>
					<ShareBars shares={others.map(({ title, href, ...one }) => ({ label: title, href, ...one }))} />
					{others.length > 0 ? (
						<p class="month-all">
							<strong>Månaden i allt</strong>
							{`: ${month.all.done} av ${month.all.total}`}
						</p>
					) : null}
					<Left left={month.left} />
				</div>
			</div>
		</Panel>
	);
}

function Left({ left: { units, more, href } }: { left: Month["left"] }) {
	if (units.length === 0) return null;
	return (
		<p class="soft">
			{`Kvar: ${units.join(", ")}${more > 0 ? ` och ${more} till` : ""}. `}
			<Link href={href}>Se dem</Link>
		</p>
	);
}
