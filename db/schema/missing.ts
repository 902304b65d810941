/**
 * What a schema says of a field that is empty. It knows neither the field's name nor how it is filled in: the form that shows the field
 * does, and says "Välj verksamhet" or "Skriv en rubrik" instead (`views/ui/missing.ts`).
 */
export const MISSING = "Uppgiften saknas.";
