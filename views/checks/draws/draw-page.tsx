import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Draw, DrawnStratum, EarlierDraw } from "../../../db/queries/checks/draws.ts";
import type { MoneyDraw } from "../../../db/queries/checks/own-forms/hired-staff.ts";
import type { Population } from "../../../db/queries/checks/populations.ts";
import { MONEY_METHODS } from "../../../db/schema/checks/own-forms/hired-staff.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import type { Step } from "../../../src/checks/draws/steps.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText, dateTimeText, kronorText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { DrawSteps } from "./draw-steps.tsx";

export interface DrawPageProps {
	shell: Partial<LayoutProps>;
	draw: Draw;
	/** Undefined until a population is frozen. */
	population: Population | undefined;
	steps: Step[];
	/** Draws of the period that were planned before this one, oldest first. */
	earlier: EarlierDraw[];
	list: ListShown<DrawnStratum>;
	/** How it was drawn in proportion to the amount; undefined for other draws. */
	money: MoneyDraw | undefined;
}

export function DrawPage({ shell, draw, population, steps, earlier, list, money }: DrawPageProps) {
	return (
		<Layout
			{...shell}
			title={`Dragningen ${draw.draw_id}`}
			lead={`${draw.control_title}, ${formatOccurrence(draw.period_key)}.`}
			crumbs={population ? [{ href: paths.population(population.id), label: "Populationen" }] : []}
		>
			{draw.drawn_at === null ? (
				<Flash
					tone="info"
					announce={false}
					text="Stickprovet är inte draget. Hemligheten är förseglad och kan inte läsas av någon förrän dragningen görs."
				/>
			) : null}
			<Section
				title="I den här ordningen hände det"
				lead="Tiderna kommer från loggen, där det går att upptäcka om något har ändrats i efterhand."
			>
				<DrawSteps steps={steps} />
			</Section>
			<Earlier draw={draw} earlier={earlier} />
			{draw.drawn_at === null ? null : <Drawn draw={draw} list={list} money={money} />}
		</Layout>
	);
}

/** Every draw that this one came instead of, with the reasons: a draw that nobody made is seen too. */
function Earlier({ draw, earlier }: Pick<DrawPageProps, "draw" | "earlier">) {
	if (earlier.length === 0) return null;
	return (
		<Section
			title="Tidigare dragningar för perioden"
			lead={`Den här dragningen kom i stället för ${earlier.length === 1 ? "en tidigare" : `${earlier.length} tidigare`}. Skäl: ${draw.reason}`}
		>
			<DataTable
				caption="Tidigare dragningar för perioden"
				hide_caption
				columns={[
					{ key: "draw", label: "Dragning" },
					{ key: "planned", label: "Planerad" },
					{ key: "reason", label: "Skäl till att den planerades" },
				]}
				rows={earlier.map((one) => ({
					href: paths.draw(one.id),
					cells: {
						draw: one.draw_id,
						planned: dateTimeText(one.planned_at),
						reason: one.reason === "" ? "Periodens första" : one.reason,
					},
				}))}
			/>
		</Section>
	);
}

function Drawn({ draw, list, money }: Pick<DrawPageProps, "draw" | "list" | "money">) {
	const things = money ? "fakturor" : "inköp";
	return (
		<>
			{money ? <ByAmount money={money} /> : null}
			<Section
				title="Per enhet"
				lead={
					money
						? "Populationen drogs som en helhet. Varje enhet granskar sina egna dragna fakturor."
						: "Inom varje enhet är inköpen ordnade efter sin hash. Stickprovet är de första; tröskeln är den sist dragnas hash."
				}
			>
				<List
					list={list}
					noun="enheter"
					caption="Draget per enhet"
					href={(stratum) => paths.run(stratum.run_id)}
					cells={{
						threshold: ({ threshold_hash }) => (threshold_hash ? <code class="hash">{threshold_hash}</code> : "–"),
					}}
				/>
				<p>
					<Link href={paths.drawConflicts(draw.id)}>Jäv: vem som har del i de dragna inköpen</Link>
				</p>
			</Section>
			<Section
				title="Gör om dragningen själv"
				lead={`Protokollet innehåller hela populationen, hemligheten och ett recept för Python och OpenSSL. Samma ${things} ska komma fram.`}
			>
				<ul>
					<li>
						<Link href={paths.drawRecord(draw.id, "json")} download>
							Protokoll med recept (JSON)
						</Link>
					</li>
					<li>
						<Link href={paths.drawRecord(draw.id, "csv")} download>
							{`Alla ${things} med hash och rang (CSV)`}
						</Link>
					</li>
				</ul>
			</Section>
		</>
	);
}

function ByAmount({ money }: { money: MoneyDraw }) {
	const interval = money.points === 0 ? "–" : kronorText(Math.floor(money.rest_ore / money.points));
	return (
		<Section
			title="Efter belopp"
			lead="Fakturor som är minst lika stora som intervallet granskas alltid. Av resten dras ett öre per intervall, så att varje krona har samma chans."
		>
			<DescriptionList
				items={[
					{ term: "Metod", value: MONEY_METHODS[money.method] },
					{ term: "Antal enligt planen", value: countText(money.n) },
					{
						term: "Toppskikt",
						value: `${countText(money.top_n)} ${money.top_n === 1 ? "faktura" : "fakturor"}, ${kronorText(money.top_ore)}`,
					},
					{ term: "Övriga fakturor", value: kronorText(money.rest_ore) },
					{ term: "Dragna kronor", value: countText(money.points) },
					{ term: "Intervall", value: interval },
					{ term: "Slumpad start (öre)", value: money.random_start === null ? "" : countText(money.random_start) },
					{
						term: "Kreditfakturor",
						value: `${countText(money.credit_n)}, ${kronorText(money.credit_ore)}: dras inte, och dras aldrig av`,
					},
				]}
			/>
		</Section>
	);
}
