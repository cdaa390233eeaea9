-- Windows as tables: a definition holds what LuaGuiElement.add takes, and besides it children, changes of style, a name
-- under which the element is remembered, and the names of its handlers, which travel in its tags.
local elements = {}

local OWN = { children = true, ref = true, style_mods = true, on = true, tags = true, drag = true }

--- @param parent LuaGuiElement
--- @param definition table
--- @param refs table<string, LuaGuiElement>?
--- @return LuaGuiElement
function elements.add(parent, definition, refs)
  local arguments = {}
  for key, value in pairs(definition) do
    if not OWN[key] then
      arguments[key] = value
    end
  end
  local tags = definition.tags
  if definition.on then
    tags = tags or {}
    tags.gpta = definition.on
  end
  arguments.tags = tags
  local element = parent.add(arguments)
  for property, value in pairs(definition.style_mods or {}) do
    element.style[property] = value
  end
  if definition.ref and refs then
    refs[definition.ref] = element
  end
  for _, child in ipairs(definition.children or {}) do
    elements.add(element, child, refs)
  end
  return element
end

--- A bar with the title and the closing cross; dragging it moves the window.
function elements.titlebar(title, close_handler, more)
  local children = {
    { type = "label", style = "frame_title", caption = title, ignored_by_interaction = true },
    {
      type = "empty-widget",
      style = "draggable_space_header",
      ignored_by_interaction = true,
      style_mods = { horizontally_stretchable = true, height = 24 },
    },
    {
      type = "sprite-button",
      name = "gpta-close",
      style = "frame_action_button",
      sprite = "utility/close",
      on = { click = close_handler },
    },
  }
  for i, child in ipairs(more or {}) do
    table.insert(children, i, child)
  end
  return { type = "flow", name = "gpta-titlebar", direction = "horizontal", ref = "titlebar", children = children }
end

--- A window on the screen, in the middle, moved by its title bar. One that fails while it is built leaves nothing
--- behind: half a window would be taken for a whole one.
--- @return LuaGuiElement frame, table<string, LuaGuiElement> refs
function elements.window(player, definition)
  local refs = {}
  local ok, frame = xpcall(elements.add, debug.traceback, player.gui.screen, definition, refs)
  if not ok then
    elements.close(player, definition.name)
    error(frame, 0)
  end
  refs.titlebar.drag_target = frame
  frame.auto_center = true
  return frame, refs
end

--- Removes our window of this name, if it is there.
function elements.close(player, name)
  local frame = player.gui.screen[name]
  if frame and frame.valid then
    frame.destroy()
  end
end

return elements
