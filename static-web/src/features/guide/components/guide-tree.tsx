import { useState, type KeyboardEvent } from "react";
import { Link } from "react-router";
import type { Guide } from "@/api/types";
import { Icon } from "@/components/ui/icons";
import { StatusShape } from "@/components/ui/progress";
import { useTexts } from "@/i18n";
import { forest, pathTo, tasksOf, type Branch } from "@/lib/progress";

type TreeProps = { root: string; selected: string | undefined; isOpen: (branch: Branch) => boolean; onToggle: (branch: Branch) => void };

/** Phases, objectives and tasks as nested lists of links. Arrow keys move along; left and right close and open. */
export function GuideTree({ guide, selected }: { guide: Guide; selected: string | undefined }) {
  const { t } = useTexts();
  const [turned, setTurned] = useState<Record<string, boolean>>({});
  const branches = forest(guide.items);
  const here = pathTo(guide.items, selected ?? guide.next[0]?.item ?? branches[0]?.item.id ?? "");
  const isOpen = ({ item }: Branch) => turned[item.id] ?? (item.type === "objective" || item.id === here[0]?.id);
  const onToggle = (branch: Branch) => setTurned((now) => ({ ...now, [branch.item.id]: !isOpen(branch) }));
  const props: TreeProps = { root: `/processes/${guide.process.id}/guide`, selected, isOpen, onToggle };
  return (
    <nav className="tree panel" aria-label={t("guide.tree")} onKeyDown={walk}>
      <ol>
        {branches.map((branch, index) => (
          <li key={branch.item.id} className={`hue-${(index % 4) + 1}`}>
            <Parent branch={branch} number={index + 1} {...props} />
            {isOpen(branch) && <Objectives branch={branch} {...props} />}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Objectives({ branch, ...props }: TreeProps & { branch: Branch }) {
  return (
    <ul className="tree-children">
      {branch.children.map((child) => (
        <li key={child.item.id}>
          {child.item.type === "task" ? <Task branch={child} {...props} /> : (
            <>
              <Parent branch={child} {...props} />
              {props.isOpen(child) && <ul>{child.children.map((task) => <li key={task.item.id}><Task branch={task} {...props} /></li>)}</ul>}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Parent({ branch, number, root, selected, isOpen, onToggle }: TreeProps & { branch: Branch; number?: number }) {
  const { t, format } = useTexts();
  const { item } = branch;
  const open = isOpen(branch);
  const tasks = tasksOf(branch);
  const finished = tasks.filter((task) => task.status === "finished").length;
  return (
    <div className={`tree-row tree-${item.type}`} data-selected={item.id === selected || undefined}>
      <button type="button" className="tree-turn" aria-expanded={open} aria-label={t(open ? "guide.closeBranch" : "guide.openBranch", { name: item.name })} onClick={() => onToggle(branch)}>
        <Icon name={open ? "down" : "next"} size={14} />
      </button>
      <Link to={`${root}/${item.id}`} aria-current={item.id === selected ? "page" : undefined}>
        {number !== undefined && <span className="number-mark" aria-hidden="true">{number}</span>}
        <span className="grow" lang={item.untranslated ? item.language : undefined}>{item.name}</span>
        <span className="small soft numbers" aria-label={t("processes.tasks", { finished, total: tasks.length })}>{item.type === "phase" ? format.percent(item.percent) : `${finished}/${tasks.length}`}</span>
      </Link>
    </div>
  );
}

function Task({ branch: { item }, root, selected }: TreeProps & { branch: Branch }) {
  const { t } = useTexts();
  return (
    <div className="tree-row tree-task" data-selected={item.id === selected || undefined} data-blocked={item.blockedBy.length > 0 || undefined}>
      <Link to={`${root}/${item.id}`} aria-current={item.id === selected ? "page" : undefined}>
        <StatusShape status={item.status} size={16} />
        <span className="grow" lang={item.untranslated ? item.language : undefined}>
          {item.name}
          <span className="hidden"> – {t(`shell.status.${item.status}`)}{item.blockedBy.length > 0 && `, ${t("guide.blocked")}`}</span>
        </span>
      </Link>
    </div>
  );
}

/** Arrow keys among the links, as in any tree; Tab goes on as usual. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a")];
  const row = (event.target as HTMLElement).closest(".tree-row");
  const index = links.findIndex((link) => link.closest(".tree-row") === row);
  if (index < 0) return;
  const turn = row?.querySelector<HTMLButtonElement>(".tree-turn");
  const open = turn?.getAttribute("aria-expanded") === "true";
  const target: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: links.length - 1 };
  if (event.key in target) links[target[event.key] ?? index]?.focus();
  else if ((event.key === "ArrowRight" && turn && !open) || (event.key === "ArrowLeft" && turn && open)) turn.click();
  else return;
  event.preventDefault();
}
