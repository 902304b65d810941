import type { EvidenceRequest } from "../../../db/queries/checks/evidence-requests.ts";
import { REQUEST_OUTCOMES } from "../../../db/schema/checks/evidence-requests.ts";
import type { RequestRights } from "../../../src/checks/evidence/require-request.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { EvidenceFields } from "./evidence-fields.tsx";

interface RequestPage {
	shell: Partial<LayoutProps>;
	request: EvidenceRequest;
	rights: RequestRights;
	/** Without an address for whoever sees the request alone. */
	owner: { label: string; href: string | null };
	about_on: string;
	today: string;
	max_megabytes: number;
	form: FormState;
}

/** What is asked for, by whom, and the two ways to answer. */
export function EvidenceRequestPage(props: RequestPage) {
	const { request, owner } = props;
	return (
		<Layout
			{...props.shell}
			title="Begäran om underlag"
			crumbs={[
				owner.href === null ? { href: paths.inbox(), label: "Att göra" } : { href: owner.href, label: owner.label },
			]}
		>
			{!props.rights.asked && props.form.errors[""] ? <Flash tone="warn" text={props.form.errors[""]} /> : null}
			<DescriptionList
				items={[
					{ term: "Vad som behövs", value: request.wanted, wide: true },
					{ term: "Gäller", value: owner.href === null ? owner.label : <Link href={owner.href}>{owner.label}</Link> },
					{ term: "Enhet", value: request.unit_name },
					{ term: "Begärt av", value: `${request.asked_by_name}, ${dateTimeText(request.asked_at)}` },
					{ term: "Begärt från", value: request.asked_of_name },
					...answered(props),
				]}
			/>
			{props.rights.asked ? <Answer {...props} /> : null}
			{props.rights.withdraw ? <Withdraw {...props} /> : null}
		</Layout>
	);
}

function answered({ request, rights }: RequestPage) {
	if (request.outcome === null) return [{ term: "Läge", value: "Väntar på svar" }];
	const { evidence_id, file_name } = request;
	const file = evidence_id && rights.see ? <Link href={paths.evidence(evidence_id)}>{file_name}</Link> : file_name;
	return [
		{ term: "Läge", value: REQUEST_OUTCOMES[request.outcome] },
		{ term: "Besvarat av", value: `${request.replied_by_name}, ${dateTimeText(request.replied_at!)}` },
		...(file_name ? [{ term: "Fil", value: file }] : []),
		...(request.note ? [{ term: request.outcome === "declined" ? "Skäl" : "Anteckning", value: request.note }] : []),
	];
}

function Answer(props: RequestPage) {
	const { request, form } = props;
	const isDeclining = form.values.note !== undefined;
	return (
		<>
			<Section
				title="Skicka underlaget"
				lead="Filen läggs till kontrollen i ditt namn. De som arbetar med kontrollen kan öppna den."
			>
				<Form action={paths.evidenceRequestFile(request.id)} multipart errors={isDeclining ? {} : form.errors}>
					<EvidenceFields {...props} form={isDeclining ? { values: {}, errors: {} } : form} />
					<FormActions>
						<Button>Skicka underlaget</Button>
					</FormActions>
				</Form>
			</Section>
			<Section title="Har du inget att skicka?">
				<Form action={paths.evidenceRequestDeclined(request.id)} errors={isDeclining ? form.errors : {}}>
					<TextArea
						name="note"
						label="Varför finns inget underlag att skicka?"
						rows={2}
						maxlength={500}
						value={valueIn(form, "note")}
						error={form.errors.note}
					/>
					<FormActions>
						<Button variant="secondary">Svara att det inte finns</Button>
					</FormActions>
				</Form>
			</Section>
		</>
	);
}

function Withdraw({ request }: RequestPage) {
	return (
		<Form action={paths.evidenceRequestWithdrawn(request.id)} label="Ta tillbaka begäran">
			<FormActions>
				<Button variant="quiet">Ta tillbaka begäran</Button>
			</FormActions>
		</Form>
	);
}
