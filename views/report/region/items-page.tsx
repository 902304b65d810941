import type { ListShown } from "../../../src/ground/tables/list.ts";
import { REGION_ITEM_KINDS } from "../../../db/schema/report/words.ts";
import type { RegionItem } from "../../../db/queries/report/region.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Standing, sumOf } from "../../../src/report/region/standing.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { NumberField, RadioGroup, TextArea, TextField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	year: number;
	sums: readonly { item: RegionItem; sum: ReturnType<typeof sumOf> }[];
	list: ListShown<Standing>;
	/** Every board's answers, as the region and the auditor read them. */
	sees_all: boolean;
	may_push: boolean;
	form: FormState;
}

/** What the region has sent to all boards of a year, summed for regionstyrelsen, and where each board stands. */
export function RegionItemsPage(props: Props) {
	const { year } = props;
	return (
		<Layout
			{...props.shell}
			title={`Regiongemensamt ${year}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="Risker, åtgärder och frågor som regionen skickar till alla nämnder. Nämnden svarar på dem i sina rapporter men ändrar dem inte. Nämndens egen plan rörs inte av utskicket: vill nämnden ha med risken där skrivs den in i planen, och i en beslutad plan tas den i ett ändringsbeslut."
		>
			<FilterBar action={paths.regionItems()} clear_href={paths.regionItems()}>
				<NumberField name="ar" label="År" value={String(year)} optional="silent" />
			</FilterBar>
			{props.may_push ? <PushForm {...props} /> : null}
			<Section title={props.sees_all ? "Summerat för regionstyrelsen" : "Det som regionen har skickat"}>
				<Sums {...props} />
			</Section>
			<Section title={props.sees_all ? "Nämnd för nämnd" : "Din nämnds svar"}>
				<List
					list={props.list}
					noun="svar"
					caption="Nämndernas svar"
					primary="title"
					href={({ item }) => paths.regionItem(item.id)}
					empty={props.sums.length > 0 ? "Ingen nämnd är din det året." : "Inget är skickat för året."}
				/>
			</Section>
		</Layout>
	);
}

const SUMMED = [
	{ key: "current", label: "Besvarat", align: "end" },
	{ key: "earlier", label: "Besvarat på tidigare version", align: "end" },
	{ key: "unanswered", label: "Inte besvarat", align: "end" },
	{ key: "boards", label: "Nämnder", align: "end" },
] as const;

/** What was sent; a sum of one board's answers would say nothing more than the list below. */
function Sums({ sums, sees_all }: Props) {
	return (
		<DataTable
			caption="Svar per utskick"
			hide_caption
			empty="Inget är skickat för året."
			columns={[
				{ key: "title", label: "Rubrik", primary: true },
				{ key: "kind", label: "Slag" },
				...(sees_all ? SUMMED : []),
			]}
			rows={sums.map(({ item, sum }) => ({
				cells: {
					title: (
						<>
							<Link href={paths.regionItem(item.id)}>{item.title}</Link>
							{item.withdrawn_reason === null ? null : " (återkallad)"}
						</>
					),
					kind: REGION_ITEM_KINDS[item.kind],
					...Object.fromEntries(Object.entries(sum).map(([key, n]) => [key, String(n)])),
				},
			}))}
		/>
	);
}

function PushForm({ form, year }: Props) {
	const field = (name: string) => ({ name, value: valueIn(form, name), error: form.errors[name] });
	return (
		<Disclosure summary="Skicka till alla nämnder" open={Object.keys(form.errors).length > 0}>
			<Form action={paths.regionItems()} errors={form.errors} unsaved>
				<RadioGroup
					{...field("kind")}
					label="Slag"
					layout="inline"
					options={Object.entries(REGION_ITEM_KINDS).map(([value, label]) => ({ value, label }))}
				/>
				<TextField {...field("title")} label="Rubrik" maxlength={300} help="Rubriken är dess namn hela året." />
				<TextArea {...field("text")} label="Lydelse" rows={5} help="Kan få en ny lydelse. Den tidigare går att läsa." />
				<NumberField {...field("year")} value={valueIn(form, "year") || String(year)} label="För år" />
				<FormActions>
					<Button>Skicka till alla nämnder</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
