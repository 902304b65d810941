import type { Plan } from "../../../db/queries/register/plans.ts";
import type { Risk } from "../../../db/queries/register/risks.ts";
import type { Disagreement } from "../../../db/queries/register/scoring.ts";
import { SCORES, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { MeetingPlace } from "../../../src/register/scoring/meeting.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { RiskMatrix } from "../../ui/drawings/heat-map.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, type RefusedForm, UNTOUCHED, valueIn, versionOf } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { Actions } from "../../ui/section.tsx";
import { Sides } from "./disagreements.tsx";

interface MeetingPageProps {
	shell: Partial<LayoutProps>;
	plan: Plan;
	risk: Risk;
	place: MeetingPlace;
	/** Two assessments that wait to become one. */
	open: Disagreement | undefined;
	refused: RefusedForm;
}

const KIND_TITLES: Record<ScoreKind, string> = {
	inherent: "Inneboende risk, utan åtgärder",
	residual: "Kvarstående risk, med åtgärder",
	target: "Målet för risken",
};
const KIND_KEYS: Record<ScoreKind, string> = { inherent: "i", residual: "k", target: "m" };
const AXES = { likelihood: "Sannolikhet", impact: "Konsekvens" } as const;
const axes = Object.keys(AXES) as (keyof typeof AXES)[];

const stateOf = ({ refused }: MeetingPageProps, form: string): FormState =>
	refused.form === form ? refused.state : UNTOUCHED;

/** The two steps as rows of large choices, each chosen by its own figure. */
function Steps({ risk, form, chosen }: { risk: Risk; form: FormState; chosen: Record<keyof typeof AXES, string> }) {
	return (
		<>
			{axes.map((axis) => (
				<RadioGroup
					name={axis}
					label={AXES[axis]}
					layout="segmented"
					options={risk.scale[axis].map((word, index) => ({
						value: String(index + 1),
						label: `${index + 1} ${word}`,
						key: String(index + 1),
					}))}
					value={valueIn(form, axis) || chosen[axis]}
					error={form.errors[axis]}
				/>
			))}
		</>
	);
}

/** One score with its reason. Where two stand against each other it settles them, and begins with neither of them. */
function ScoreForm(props: MeetingPageProps) {
	const { risk, place, open } = props;
	const form = stateOf(props, "score");
	const saved = open ? null : risk[place.kind];
	const chosen = { likelihood: String(saved?.likelihood ?? ""), impact: String(saved?.impact ?? "") };
	const reason = open ? "" : risk[`${place.kind}_reason`];
	return (
		<Form
			action={open ? paths.riskSettlement(risk.id) : paths.riskScore(risk.id)}
			errors={form.errors}
			version={versionOf(form, risk.version)}
			hidden={{ kind: place.kind }}
			unsaved
			label={open ? "Avgör bedömningen" : "Bedöm risken"}
			data={{ marks_map: "" }}
		>
			<Steps risk={risk} form={form} chosen={chosen} />
			<TextArea
				name="reason"
				label={open ? "Skäl för hur det avgörs" : "Skäl för bedömningen"}
				rows={2}
				value={valueIn(form, "reason") || reason}
				error={form.errors.reason}
				data={{ after_keys: "" }}
			/>
			<FormActions>
				<Button large>{open ? "Avgör" : "Spara och gå vidare"}</Button>
			</FormActions>
		</Form>
	);
}

/** Where the meeting does not agree both assessments are kept, each with who holds it and why. */
function DisagreementForm(props: MeetingPageProps) {
	const { risk, place } = props;
	const form = stateOf(props, "disagreement");
	const scope = "oenighet";
	const step = (side: string, axis: keyof typeof AXES) => {
		const name = `${side}_${axis}`;
		const options = risk.scale[axis].map((word, index) => ({
			value: String(index + 1),
			label: `${index + 1} ${word}`,
		}));
		const field = { name, scope, options, error: form.errors[name], value: valueIn(form, name) };
		return <SelectField {...field} label={AXES[axis]} width="medium" placeholder="Välj" />;
	};
	const side = (name: "first" | "second", legend: string) => (
		<FieldSet legend={legend}>
			<TextField
				name={`${name}_by`}
				label="Vem står för den"
				scope={scope}
				value={valueIn(form, `${name}_by`)}
				error={form.errors[`${name}_by`]}
			/>
			{axes.map((axis) => step(name, axis))}
			<TextArea
				name={`${name}_reason`}
				label="Skäl"
				scope={scope}
				rows={2}
				value={valueIn(form, `${name}_reason`)}
				error={form.errors[`${name}_reason`]}
			/>
		</FieldSet>
	);
	return (
		<Disclosure
			summary="Vi är inte överens: spara två bedömningar"
			key_letter="o"
			open={props.refused.form === "disagreement"}
		>
			<Form
				action={paths.riskDisagreement(risk.id)}
				errors={form.errors}
				scope={scope}
				hidden={{ kind: place.kind }}
				unsaved
				label="Spara två bedömningar"
			>
				<div class="halves">
					{side("first", "Den ena bedömningen")}
					{side("second", "Den andra bedömningen")}
				</div>
				<FormActions>
					<Button variant="secondary">Spara båda</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}

function Texts({ risk }: { risk: Risk }) {
	const texts = [
		{ term: "Beskrivning", value: risk.description },
		{ term: "Orsak", value: risk.cause },
		{ term: "Konsekvens", value: risk.effect },
	].filter(({ value }) => value !== "");
	if (texts.length === 0) return null;
	return (
		<div class="meeting-texts">
			<DescriptionList items={texts.map((text) => ({ ...text, wide: true }))} />
		</div>
	);
}

/** The ways between risks and assessments: links, so that they work without script, each with its key. */
function Ways({ place }: Pick<MeetingPageProps, "place">) {
	return (
		<nav class="meeting-ways" aria-label="Mötet">
			<ul>
				{place.kinds.map(({ kind, href }) => (
					<li>
						<Link href={href} current={kind === place.kind} key_letter={KIND_KEYS[kind]}>
							{SCORES[kind]}
						</Link>
					</li>
				))}
			</ul>
			<Actions>
				{place.previous ? (
					<Link href={place.previous} key_letter="f">
						Föregående risk
					</Link>
				) : null}
				{place.next ? (
					<Link href={place.next} key_letter="n">
						Nästa risk
					</Link>
				) : null}
			</Actions>
		</nav>
	);
}

function Keys({ steps }: { steps: number }) {
	const keys: [string, string][] = [
		[`1–${steps}`, "väljer steg och går vidare: sannolikhet, konsekvens, skäl"],
		["Pil upp, pil ned", "går mellan sannolikhet och konsekvens"],
		["Ctrl + Enter", "sparar från skälen och går till nästa risk som inte är bedömd"],
		["Esc", "går från skälen till stegen, där bokstäverna gäller"],
		["N, F", "nästa och föregående risk"],
		["I, K, M", "inneboende, kvarstående, mål"],
		["O", "öppnar formuläret för två bedömningar"],
	];
	return (
		<section class="meeting-keys" aria-labelledby="tangenter">
			<h2 id="tangenter">Tangenter</h2>
			<dl class="words">
				{keys.map(([key, what]) => (
					<div>
						<dt>{key}</dt>
						<dd>{what}</dd>
					</div>
				))}
			</dl>
			<p class="soft only-js">
				Bokstäver och siffror gäller när markören står på stegen eller länkarna ovanför kartan.
			</p>
		</section>
	);
}

const crumbsTo = (plan: Plan) => [{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` }];

/** One risk at a time in large type, with the map that fills as the meeting goes on. */
export function MeetingPage(props: MeetingPageProps) {
	const { plan, risk, place, open } = props;
	return (
		<Layout
			{...props.shell}
			title={`R${risk.number} ${risk.title}`}
			window_title={`R${risk.number}, ${SCORES[place.kind].toLowerCase()}: ${risk.title}`}
			lead={`Risk ${place.index + 1} av ${place.count}. ${SCORES[place.kind]}: ${place.scored} av ${place.count} är bedömda.`}
			crumbs={crumbsTo(plan)}
		>
			<div class="meeting" data-hotkeys="" data-keys-first="">
				<Ways place={place} />
				<Texts risk={risk} />
				<div class="meeting-form">
					<h2>{KIND_TITLES[place.kind]}</h2>
					{open ? <Sides one={open} scale={risk.scale} /> : null}
					<ScoreForm {...props} />
					{open ? null : <DisagreementForm {...props} />}
				</div>
				<div class="meeting-map">
					<RiskMatrix
						caption={`${KIND_TITLES[place.kind]}, ${plan.year}`}
						hide_caption
						likelihood={plan.scale.likelihood}
						impact={plan.scale.impact}
						cells={place.map.cells}
					/>
				</div>
			</div>
			<Keys steps={plan.scale.likelihood.length} />
		</Layout>
	);
}

export function EmptyMeetingPage(props: { shell: Partial<LayoutProps>; plan: Plan }) {
	return (
		<Layout {...props.shell} title="Bedöm risker i möte" crumbs={crumbsTo(props.plan)}>
			<EmptyState
				text="Planen har inga risker att bedöma."
				action={<Link href={paths.planRisks(props.plan.id)}>Lägg till risk</Link>}
			/>
		</Layout>
	);
}
