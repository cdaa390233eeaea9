-- Nothing from the agent, from players or from names is parsed as rich text: the styles that show it switch that off.
local styles = data.raw["gui-style"]["default"]

styles.gpta_text = {
  type = "label_style",
  parent = "label",
  rich_text_setting = "disabled",
  single_line = false,
  maximal_width = 520,
}

styles.gpta_own_text = {
  type = "label_style",
  parent = "gpta_text",
  font_color = { 0.75, 0.9, 1 },
}

styles.gpta_note_text = {
  type = "label_style",
  parent = "gpta_text",
  font_color = { 0.65, 0.65, 0.65 },
}

local function finding(name, color)
  styles[name] = {
    type = "label_style",
    parent = "clickable_label",
    rich_text_setting = "disabled",
    single_line = false,
    maximal_width = 500,
    font_color = color,
  }
end

finding("gpta_finding_info", { 0.8, 0.9, 1 })
finding("gpta_finding_warning", { 1, 0.85, 0.3 })
finding("gpta_finding_critical", { 1, 0.45, 0.4 })

styles.gpta_transcript = {
  type = "scroll_pane_style",
  parent = "scroll_pane",
  width = 560,
  height = 320,
}

styles.gpta_prompt = {
  type = "textbox_style",
  parent = "textbox",
  rich_text_setting = "disabled",
  width = 560,
  height = 90,
}

styles.gpta_paste = {
  type = "textbox_style",
  parent = "textbox",
  rich_text_setting = "disabled",
  width = 330,
  height = 28,
}

styles.gpta_light = {
  type = "image_style",
  parent = "image",
  size = 20,
  stretch_image_to_widget_size = true,
}
