import { paths } from "../../src/paths.ts";
import type { Preview } from "../../src/populations/preview-purchases.ts";
import type { PurchasesSummary } from "../../src/populations/reading/purchases-summary.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/field.tsx";
import { Form, FormActions } from "../ui/form.tsx";
import { countText } from "../ui/format.ts";
import { Section } from "../ui/section.tsx";

/** The act that stores: refused rows are left out only when that is said in words. */
export function ConfirmForm(props: {
	token: string;
	preview: Preview;
	summary: PurchasesSummary;
	errors: Record<string, string>;
}) {
	const { summary, errors } = props;
	const refused = summary.refused_count;
	return (
		<Section
			title="Bekräfta"
			lead={`Populationen för ${props.preview.period} fryses. Den kan inte ändras efteråt; inköp som saknas hör till nästa fil.`}
		>
			<Form action={paths.purchasesConfirmation(props.token)} scope="bekrafta" errors={errors}>
				{refused > 0 ? (
					<Checkbox
						name="accept_refused"
						scope="bekrafta"
						label={`Läs in utan ${refused === 1 ? "den avvisade raden" : `de ${countText(refused)} avvisade raderna`}`}
						help="De avvisade raderna sparas tillsammans med filen, men ingår inte i populationen."
						error={errors.accept_refused}
					/>
				) : null}
				<FormActions cancel_href={paths.purchases()}>
					<Button>Läs in och frys populationen</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
