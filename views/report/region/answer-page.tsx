import type { RegionAnswer, RegionBoard, RegionItem } from "../../../db/queries/report/region.ts";
import { REGION_ANSWERS, REGION_ITEM_KINDS } from "../../../db/schema/report/words.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { RadioGroup, SelectField, TextArea } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";

interface Props {
	shell: Partial<LayoutProps>;
	item: RegionItem;
	board: RegionBoard;
	/** The board's reports of the year that are not closed. */
	reports: readonly { id: string; name: string }[];
	/** Newest first. */
	earlier: readonly RegionAnswer[];
	form: FormState;
}

/** A board's answer: beside the wording, which is the region's and stands. */
export function RegionAnswerPage(props: Props) {
	const { item, board, reports } = props;
	return (
		<Layout
			{...props.shell}
			title={`Svar för ${board.name}`}
			lead={item.title}
			crumbs={[{ href: paths.regionItem(item.id), label: item.title }]}
		>
			<DescriptionList
				items={[
					{ term: "Slag", value: REGION_ITEM_KINDS[item.kind] },
					{ term: `Lydelse, version ${item.wording}`, value: item.text, wide: true },
				]}
			/>
			{board.plan_status === "in_force" ? (
				<Flash
					tone="info"
					announce={false}
					text={`Nämndens plan för ${item.year} är beslutad och ändras inte av utskicket eller av svaret. Vill nämnden ha med det i planen skrivs det in där och tas i ett ändringsbeslut.`}
				/>
			) : null}
			{reports.length === 0 ? (
				<Flash
					tone="warn"
					announce={false}
					text={`Nämnden har ingen öppen rapport för ${item.year}. Svaret hör till en rapport: lägg upp en, eller öppna den stängda för rättelse.`}
				/>
			) : null}
			<AnswerForm {...props} />
		</Layout>
	);
}

function AnswerForm({ item, board, reports, earlier, form }: Props) {
	const field = (name: "period_id" | "status" | "answer") => ({
		name,
		value: valueIn(form, name) || (earlier[0]?.[name] ?? ""),
		error: form.errors[name],
	});
	return (
		<Form
			action={paths.regionAnswer(item.id, board.id)}
			errors={form.errors}
			version={versionOf(form, earlier.length)}
			hidden={{ wording: String(item.wording) }}
			unsaved
		>
			<ConfidentialNote kind="both" />
			<SelectField
				{...field("period_id")}
				label="I rapporten"
				placeholder="Välj rapport"
				options={reports.map((one) => ({ value: one.id, label: one.name }))}
			/>
			<RadioGroup
				{...field("status")}
				label="Var nämnden står"
				layout="inline"
				options={Object.entries(REGION_ANSWERS).map(([value, label]) => ({ value, label }))}
			/>
			<TextArea {...field("answer")} label="Svar" rows={5} help="Berör det inte nämnden: skriv varför." />
			<FormActions cancel_href={paths.regionItem(item.id)}>
				<Button>Spara svaret</Button>
			</FormActions>
		</Form>
	);
}
