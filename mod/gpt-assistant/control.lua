local registry = require("scripts.registry")

registry.register({
  require("scripts.state"),
  require("scripts.consent"),
  require("scripts.hello"),
  require("scripts.request"),
  require("scripts.poll"),
  require("scripts.paste"),
  require("scripts.snapshot"),
  require("scripts.export"),
  require("scripts.blueprint"),
  require("scripts.schedule"),
  require("scripts.gui.dispatch"),
  require("scripts.gui.consent_window"),
  require("scripts.gui.dialogs"),
  require("scripts.gui.blueprint_window"),
  require("scripts.gui.schedule_window"),
  require("scripts.chat"),
  require("scripts.watch"),
  require("scripts.selftest"),
  require("scripts.interface"),
})
