import type { RegionAnswer, RegionItem, RegionWording } from "../../../db/queries/report/region.ts";
import { REGION_ANSWERS, REGION_ITEM_KINDS } from "../../../db/schema/report/words.ts";
import { paths } from "../../../src/paths/paths.ts";
import { stateText } from "../../../src/report/region/columns.ts";
import type { Standing } from "../../../src/report/region/standing.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { dateTimeText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

export interface RegionItemPageProps {
	shell: Partial<LayoutProps>;
	item: RegionItem;
	/** Newest first. */
	wordings: readonly RegionWording[];
	standings: readonly (Standing & { may_answer: boolean })[];
	/** Those that the reader may read. */
	answers: readonly RegionAnswer[];
	sees_all: boolean;
	may_push: boolean;
	form: FormState;
	history: readonly HistoryEvent[];
}

/** One of the region's risks, measures or questions: the wording that stands, the earlier ones, and each board's answer. */
export function RegionItemPage(props: RegionItemPageProps) {
	const { item, wordings } = props;
	return (
		<Layout
			{...props.shell}
			title={item.title}
			crumbs={[{ href: paths.regionItems(item.year), label: `Regiongemensamt ${item.year}` }]}
			lead="Skickat av regionen till alla nämnder. Nämnden svarar, och ändrar inte lydelsen."
		>
			{item.withdrawn_reason === null ? null : (
				<Flash tone="warn" announce={false} heading="Återkallad av regionen" text={withdrawnText(item)} />
			)}
			<DescriptionList
				items={[
					{ term: "Slag", value: REGION_ITEM_KINDS[item.kind] },
					{ term: "Version", value: String(item.wording) },
					{ term: "Skickat", value: `${item.sender}, ${dateTimeText(item.pushed_at)}` },
					{ term: "Lydelse", value: item.text, wide: true },
				]}
			/>
			{props.may_push ? (
				<>
					<RewordForm {...props} />
					<WithdrawForm {...props} />
				</>
			) : null}
			<Section title={props.sees_all ? "Nämndernas svar" : "Din nämnds svar"}>
				<Standings {...props} />
			</Section>
			{wordings.length > 1 ? (
				<Section title="Tidigare lydelser">
					<DescriptionList
						items={wordings.slice(1).map((one) => ({
							term: `Version ${one.number}, ${one.writer}, ${dateTimeText(one.written_at)}`,
							value: one.text,
							wide: true,
						}))}
					/>
				</Section>
			) : null}
			<Answers {...props} />
			<Section title="Vad som har hänt">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function Standings({ item, standings }: RegionItemPageProps) {
	return (
		<DataTable
			caption="Nämndernas svar"
			hide_caption
			empty="Ingen nämnd är din det året."
			columns={[
				{ key: "board", label: "Nämnd", primary: true },
				{ key: "state", label: "Svar" },
				{ key: "answer", label: "Nämndens text" },
				{ key: "period", label: "Rapport" },
				{ key: "act", label: "Svara", hide_label: true },
			]}
			rows={standings.map((one) => ({
				cells: {
					board: one.board.name,
					state: stateText(one),
					answer: one.latest?.answer ?? "",
					period: one.latest?.period ?? "",
					act: one.may_answer ? (
						<Link href={paths.regionAnswer(item.id, one.board.id)}>{`Svara för ${one.board.name}`}</Link>
					) : (
						""
					),
				},
			}))}
		/>
	);
}

/** Every answer that was given, also those that a later one follows. */
function Answers({ answers, standings }: RegionItemPageProps) {
	if (answers.length < 2) return null;
	const boards = new Map(standings.map(({ board }) => [board.id, board.name]));
	return (
		<Disclosure summary={`Alla svar (${answers.length})`}>
			<DataTable
				caption="Alla svar"
				hide_caption
				empty="Inget svar."
				columns={[
					{ key: "board", label: "Nämnd", primary: true },
					{ key: "period", label: "Rapport" },
					{ key: "wording", label: "På version" },
					{ key: "status", label: "Svar" },
					{ key: "answer", label: "Text" },
					{ key: "by", label: "Av" },
				]}
				rows={answers.map((one) => ({
					cells: {
						board: boards.get(one.board_id) ?? "",
						period: one.period,
						wording: String(one.wording),
						status: REGION_ANSWERS[one.status],
						answer: one.answer,
						by: `${one.writer}, ${dateTimeText(one.written_at)}`,
					},
				}))}
			/>
		</Disclosure>
	);
}

const withdrawnText = ({ withdrawn_reason, withdrawer, withdrawn_at }: RegionItem) =>
	`${withdrawer ?? ""}, ${dateTimeText(withdrawn_at ?? "")}. Skäl: ${withdrawn_reason}. Inget mer svar behövs; det som nämnderna har svarat står kvar.`;

/** Two forms stand on the page: an error belongs to the one that was sent. */
const isWithdrawing = (form: FormState) => "reason" in form.errors;

function WithdrawForm({ item, form }: RegionItemPageProps) {
	const errors = isWithdrawing(form) ? form.errors : {};
	return (
		<Disclosure summary="Återkalla" open={isWithdrawing(form)}>
			<Form action={paths.regionWithdrawal(item.id)} errors={errors} version={versionOf(form, item.wording)} unsaved>
				<TextArea
					name="reason"
					label="Skäl"
					rows={2}
					value={valueIn(form, "reason")}
					error={errors.reason}
					help="Nämnderna behöver inte svara mer. Svar som finns står kvar i deras rapporter. Det som skickas ett annat år rörs inte."
				/>
				<FormActions>
					<Button>Återkalla</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}

function RewordForm({ item, form }: RegionItemPageProps) {
	const errors = isWithdrawing(form) ? {} : form.errors;
	return (
		<Disclosure summary="Ge en ny lydelse" open={Object.keys(errors).length > 0}>
			<Form action={paths.regionWordings(item.id)} errors={errors} version={versionOf(form, item.wording)} unsaved>
				<TextArea
					name="text"
					label="Ny lydelse"
					rows={5}
					value={valueIn(form, "text") || item.text}
					error={errors.text}
					help="Blir nästa version. Svar på den tidigare står kvar som svar på den."
				/>
				<FormActions>
					<Button>Spara den nya lydelsen</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
