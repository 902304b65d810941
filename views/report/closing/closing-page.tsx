import type { Period } from "../../../db/queries/report/periods.ts";
import type { Correction, SealHead } from "../../../db/queries/report/closing.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Readiness } from "../../../src/report/readiness/read-readiness.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { CheckboxGroup, TextArea } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { ErrorSummary, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { PeriodNav } from "../periods/period-nav.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	seals: readonly SealHead[];
	correction: Correction | null;
	readiness: Readiness;
	over: boolean;
	may_close: boolean;
	may_export: boolean;
	form: FormState;
}

/** Closing a report, the editions there are, and how a correction is made. */
export function ClosingPage(props: Props) {
	const { period, seals, correction } = props;
	const closed = seals.length > 0 && correction === null;
	return (
		<Layout
			{...props.shell}
			title={`Stängning, ${period.name}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="När rapporten stängs förseglas allt som ingår. Efter det kan inget i den ändras."
		>
			<PeriodNav period_id={period.id} current="Stängning" shell={props.shell} />
			{seals.length > 0 ? <Editions seals={seals} period={period} /> : null}
			{correction ? (
				<Flash tone="warn" heading="Öppen för rättelse" announce={false}>
					<p>{`${correction.opener} öppnade rapporten ${dateTimeText(correction.opened_at)}: ${correction.reason}`}</p>
				</Flash>
			) : null}
			{closed && props.may_export ? <Archive period={period} /> : null}
			{closed ? <Correct {...props} /> : <Close {...props} />}
		</Layout>
	);
}

function Editions({ seals, period }: Pick<Props, "seals" | "period">) {
	return (
		<Section title="Utgåvor">
			<DataTable
				caption="Utgåvor"
				hide_caption
				columns={[
					{ key: "edition", label: "Utgåva", primary: true },
					{ key: "sealed", label: "Stängd" },
					{ key: "reason", label: "Skäl" },
					{ key: "digest", label: "Kontrollsumma (SHA-256)" },
				]}
				rows={seals.map((seal) => ({
					href: paths.sealedReport(period.id, seal.edition),
					cells: {
						edition: `Utgåva ${seal.edition}`,
						sealed: `${dateTimeText(seal.sealed_at)} av ${seal.sealer}`,
						reason: seal.reason || "Första utgåvan",
						digest: <code class="hash">{seal.digest}</code>,
					},
				}))}
			/>
		</Section>
	);
}

function Archive({ period }: Pick<Props, "period">) {
	return (
		<Section
			title="Till arkivet"
			lead="Handlingarna som PDF/A, tabellerna som CSV, rapporten som den stängdes som JSON, och en förteckning med kontrollsummor. Underlagens filer ingår inte: de har egna gallringstider."
		>
			<PostButton action={paths.reportArchive(period.id)} variant="secondary">
				Hämta arkivexporten (zip)
			</PostButton>
		</Section>
	);
}

function Close({ period, readiness, over, may_close, form }: Props) {
	return (
		<Section title="Stäng rapporten">
			<ErrorSummary errors={form.errors} />
			{over ? null : (
				<p>{`Perioden är inte slut. Rapporten kan stängas efter brytdatum, ${dateText(period.cut_off)}.`}</p>
			)}
			{readiness.stops > 0 ? (
				<p>
					{`${readiness.stops} ${readiness.stops === 1 ? "sak" : "saker"} hindrar rapporten. `}
					<Link href={paths.readiness(period.id)}>Se vad och vem som kan åtgärda det</Link>
				</p>
			) : (
				<p>Inget hindrar rapporten.</p>
			)}
			{may_close && over && readiness.stops === 0 ? (
				<Form action={paths.closing(period.id)}>
					<CheckboxGroup
						name="confirmed"
						label="Bekräfta"
						error={form.errors.confirmed}
						options={[{ value: "yes", label: "Rapporten är färdig och ska stängas" }]}
					/>
					<FormActions>
						<Button>Stäng rapporten</Button>
					</FormActions>
				</Form>
			) : null}
		</Section>
	);
}

function Correct({ period, may_close, form }: Props) {
	if (!may_close) return null;
	return (
		<Section
			title="Rättelse"
			lead="En rättelse öppnar rapportens ord: uppföljning, bedömning och styrning. Kontrolltillfällen, inköp och svar förblir stängda. När rapporten stängs igen blir den en ny utgåva som visar vad som skiljer."
		>
			<Form action={paths.correction(period.id)} errors={form.errors} unsaved>
				<TextArea
					name="reason"
					label="Varför behöver rapporten rättas?"
					value={valueIn(form, "reason")}
					error={form.errors.reason}
					rows={3}
				/>
				<FormActions>
					<Button variant="secondary">Öppna för rättelse</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
