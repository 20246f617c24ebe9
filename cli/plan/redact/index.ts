export { collectSecrets, collectStateSecrets } from "./collect";
export { environmentSecrets } from "./environment";
export { leaks, type Leak } from "./leaks";
export { redactAddress, redactDiagnostics, redactPlan } from "./plan";
export { redactorOf, type Redactor, type RedactorOptions } from "./redactor";
export { placeholder, type Secret } from "./secret";
