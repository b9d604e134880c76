/** Words that invite a visitor of the page to do something: no protocol says them. */
const INVITATION =
  /\b(?:please (?:to )?(?:see|sign|log|click|contact|visit|register|select|enter|enable)|click|sign (?:in|up)|log ?in|matching score|connect (?:to|with)|(?:contact|email|message) (?:us|trial|the (?:site|sponsor|team))|share (?:this|on|via)|download|print this|cookies?|subscribe|newsletter|view (?:all|more|less|full|map)|read (?:more|less)|show (?:all|more|less)|see (?:more|all|your|if you)|learn more|apply now|join (?:now|this|the)|find (?:a |more )?trials?|back to|all rights reserved|privacy policy|terms of (?:use|service)|next page|previous page|powered by|am i eligible|check (?:your )?eligibility|save (?:this )?trial|bookmark|trial finder|javascript)\b|©|^(?:home|menu|search|share|print|save|contact|next|previous|top)$/i;
/** The same on pages in other languages, as whole lines, and the way to the page: `Home > Trials`. */
const ELSEWHERE =
  /^(?:首页|返回.{0,8}|登录|注册|打印|分享.{0,8}|收藏|下载.{0,8}|上一页|下一页|anmelden|drucken|teilen|startseite|zurück.{0,30}|suche|imprimer|partager|accueil|retour.{0,30}|imprimir|compartir|inicio|volver.{0,30})$|^(?:home|首页|startseite|accueil|inicio) ?[>›»/]/i;

/** Furniture is short; a paragraph of a protocol that happens to say `click` is not. */
const LONGEST = 160;

/** True for a line of the page itself, not of the record on it. */
export function isFurniture(text: string): boolean {
  const line = text.trim();
  return text.length <= LONGEST && (INVITATION.test(line) || ELSEWHERE.test(line));
}
