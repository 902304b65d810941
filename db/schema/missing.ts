/**
 * What a schema says of a field that is empty. It knows neither the field's name nor how it is filled in: the form that shows the field
 * does, and says "Välj verksamhet" or "Skriv en rubrik" instead (`views/ui/missing.ts`). The mark at the end is not seen, and tells it
 * from the same words when a person has written them.
 */
export const MISSING = "Uppgiften saknas.\u2060";
