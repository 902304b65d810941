import { paths } from "../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../ui/form-state.ts";

interface Question {
	key: string;
	text: string;
	help: string;
}

const SPARE = 2;

/** The questions as they stand, and the form for a new edition. */
export function QuestionsPage(props: {
	shell: Partial<LayoutProps>;
	edition: number;
	questions: readonly Question[];
	form: FormState;
	may_edit: boolean;
}) {
	const { form } = props;
	return (
		<Layout
			{...props.shell}
			title="SAM-frågorna"
			lead={`Utgåva ${props.edition || "1 (förslag)"}. En ny utgåva gäller omgångar som inte är öppnade. Äldre omgångar behåller sina frågor.`}
			crumbs={[{ href: paths.sam(), label: "SAM" }]}
		>
			{props.may_edit ? (
				<Form action={paths.samQuestions()} errors={form.errors} unsaved>
					{typedOr(form, props.questions).map((question, index) => (
						<QuestionFields question={question} number={index + 1} />
					))}
					<TextField
						name="reason"
						label="Varför ändras frågorna?"
						value={valueIn(form, "reason")}
						error={form.errors.reason}
					/>
					<FormActions cancel_href={paths.sam()}>
						<Button>Fastställ ny utgåva</Button>
					</FormActions>
				</Form>
			) : (
				<ol>
					{props.questions.map((question) => (
						<li>
							{question.text}
							<p class="soft">{question.help}</p>
						</li>
					))}
				</ol>
			)}
		</Layout>
	);
}

function QuestionFields({ question, number }: { question: Question; number: number }) {
	return (
		<FieldSet legend={question.text ? `Fråga ${number}` : "Ny fråga"}>
			<input type="hidden" name="nyckel[]" value={question.key} />
			<TextField
				name="text[]"
				scope={String(number)}
				label="Fråga"
				optional="silent"
				maxlength={300}
				value={question.text}
			/>
			<TextArea
				name="hjalp[]"
				scope={String(number)}
				label="Hjälptext"
				optional="silent"
				rows={2}
				maxlength={600}
				value={question.help}
			/>
		</FieldSet>
	);
}

function typedOr(form: FormState, questions: readonly Question[]): Question[] {
	const texts = valuesIn(form, "text[]");
	if (texts.length === 0)
		return [...questions, ...Array.from({ length: SPARE }, () => ({ key: "", text: "", help: "" }))];
	return texts.map((text, index) => ({
		key: valuesIn(form, "nyckel[]")[index] ?? "",
		text,
		help: valuesIn(form, "hjalp[]")[index] ?? "",
	}));
}
