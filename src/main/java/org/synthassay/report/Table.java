package org.synthassay.report;

import java.util.List;

/** A table of the page: its first column heads the rows. */
final class Table {
  private Table() {}

  /** Cells are texts or markup; a table without rows is nothing. */
  static Html of(String caption, List<String> head, List<? extends List<?>> rows) {
    if (rows.isEmpty()) {
      return Html.NONE;
    }
    return Html.of(
        """
        <div class="scroll"><table>
        <caption>{}</caption>
        <thead><tr>{}</tr></thead>
        <tbody>
        {}</tbody>
        </table></div>
        """,
        caption,
        head.stream().map(cell -> Html.of("<th scope=\"col\">{}</th>", cell)).toList(),
        rows.stream().map(Table::row).toList());
  }

  private static Html row(List<?> cells) {
    return Html.of(
        "<tr><th scope=\"row\"{}>{}</th>{}</tr>\n",
        width(cells.get(0)),
        cells.get(0),
        cells.stream().skip(1).map(cell -> Html.of("<td{}>{}</td>", width(cell), cell)).toList());
  }

  /** Numbers and words stay on one line; ids and sentences may break anywhere. */
  private static Html width(Object cell) {
    return Html.of(cell instanceof String text && text.length() <= 16 ? " class=\"short\"" : "");
  }
}
