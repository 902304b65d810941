import type { AreaRow, Plan } from "../../../db/queries/register/plans.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { NumberField, RadioGroup, SelectField, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { Section } from "../../ui/section.tsx";

interface FormProps {
	shell: Partial<LayoutProps>;
	form: FormState;
	plan: Plan;
}

const crumbTo = (plan: Plan) => [{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` }];

export function NewPlanPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	boards: { id: string; name: string }[];
}) {
	const { form } = props;
	return (
		<Layout
			{...props.shell}
			title="Ny internkontrollplan"
			lead="Planen börjar som ett tomt utkast. Finns en plan för året innan tar du i stället fram nästa års plan från den."
			crumbs={[{ href: paths.plans(), label: "Internkontrollplaner" }]}
		>
			<Form action={paths.planNew()} errors={form.errors}>
				<SelectField
					name="board_id"
					label="Nämnd"
					placeholder="Välj"
					options={props.boards.map((board) => ({ value: board.id, label: board.name }))}
					value={valueIn(form, "board_id")}
					error={form.errors.board_id}
				/>
				<NumberField name="year" label="År" value={valueIn(form, "year")} error={form.errors.year} />
				<FormActions cancel_href={paths.plans()}>
					<Button>Skapa utkastet</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

export function AreaPage({ shell, form, plan, areas }: FormProps & { areas: AreaRow[] }) {
	return (
		<Layout
			{...shell}
			title="Lägg till verksamhet"
			lead="Risker i planen ordnas efter verksamhet."
			crumbs={crumbTo(plan)}
		>
			<Form action={paths.planAreas(plan.id)} errors={form.errors}>
				<TextField name="name" label="Verksamhet" value={valueIn(form, "name")} error={form.errors.name} />
				<FormActions cancel_href={paths.plan(plan.id)}>
					<Button>Lägg till</Button>
				</FormActions>
			</Form>
			<Section title="Verksamheter i planen">
				<ol>
					{areas.map((area) => (
						<li>{area.name}</li>
					))}
				</ol>
			</Section>
		</Layout>
	);
}

function Steps({ form, of, legend }: { form: FormState; of: "likelihood" | "impact"; legend: string }) {
	return (
		<FieldSet legend={legend}>
			{[1, 2, 3, 4, 5].map((step) => (
				<TextField
					name={`${of}_${step}`}
					label={`Steg ${step}`}
					optional={step === 5}
					width="medium"
					value={valueIn(form, `${of}_${step}`)}
					error={form.errors[`${of}_${step}`]}
				/>
			))}
		</FieldSet>
	);
}

export function ScalePage({ shell, form, plan }: FormProps) {
	const text = (name: string, label: string) => (
		<TextField name={name} label={label} width="medium" value={valueIn(form, name)} error={form.errors[name]} />
	);
	const limit = (name: string, label: string) => (
		<NumberField name={name} label={label} value={valueIn(form, name)} error={form.errors[name]} />
	);
	return (
		<Layout
			{...shell}
			title={`Skala för internkontrollplan ${plan.year}`}
			lead="Skalan gäller bara den här planen. Andra år behåller sin."
			crumbs={crumbTo(plan)}
		>
			<Form action={paths.planEdit(plan.id)} errors={form.errors} version={versionOf(form, plan.version)}>
				<RadioGroup
					name="size"
					label="Antal steg"
					layout="inline"
					help="Bedömningar som är gjorda behåller sina steg. Steg 5 fylls i när skalan har fem."
					options={[
						{ value: "4", label: "4 × 4" },
						{ value: "5", label: "5 × 5" },
					]}
					value={valueIn(form, "size")}
					error={form.errors.size}
				/>
				<Steps form={form} of="likelihood" legend="Sannolikhet" />
				<Steps form={form} of="impact" legend="Konsekvens" />
				<FieldSet legend="Nivåer" help="Riskvärdet är sannolikhet gånger konsekvens: 1–16 med fyra steg, 1–25 med fem.">
					{text("low_label", "Lägsta nivån")}
					{limit("low_to", "Till och med riskvärde")}
					{text("medium_label", "Mellersta nivån")}
					{limit("medium_to", "Till och med riskvärdet")}
					{text("high_label", "Högsta nivån (till och med det högsta riskvärdet)")}
				</FieldSet>
				<FormActions cancel_href={paths.plan(plan.id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
