-- Neovim as a client of handoff lsp, without a screen. It takes a copy of a map, works in it as a person would, and ends with status 0 if
-- everything was answered. nvim --headless -u NONE -l does not exist in 0.7, so it is sourced: nvim --headless -u NONE -S neovim.lua
-- In the environment: HANDOFF is the program, MAP the folder (a copy of examples/itil).

local program, map = os.getenv("HANDOFF"), os.getenv("MAP")

local function fail(why)
  io.stderr:write("FAIL " .. why .. "\n")
  vim.cmd("cquit 1")
end

local function check(ok, why)
  if not ok then
    fail(why)
  end
end

local function waitFor(what, f)
  local ok = vim.wait(60000, f, 20)
  check(ok, "waited in vain for " .. what)
end

-- place puts the cursor behind a piece of text and returns line and column, counted from 0.
local function place(buffer, piece)
  for n, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local from, to = line:find(piece, 1, true)
    if from then
      vim.api.nvim_win_set_cursor(0, { n, to - 1 })
      return n - 1, to
    end
  end
  fail("no " .. piece .. " in the buffer")
end

local function replace(buffer, old, new)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  for n, line in ipairs(lines) do
    local from, to = line:find(old, 1, true)
    if from then
      vim.api.nvim_buf_set_text(buffer, n - 1, from - 1, n - 1, to, vim.split(new, "\n"))
      return
    end
  end
  fail("no " .. old .. " in the buffer")
end

local function text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
end

local function run()
  local client = vim.lsp.start_client({
    name = "handoff", cmd = { program, "lsp" }, root_dir = map,
    workspace_folders = { { uri = vim.uri_from_fname(map), name = "map" } },
  })
  check(client, "the server did not start")
  vim.o.hidden = true
  local function open(path)
    vim.cmd("edit " .. map .. "/" .. path)
    local buffer = vim.api.nvim_get_current_buf()
    vim.lsp.buf_attach_client(buffer, client)
    return buffer
  end
  local function ask(method, params)
    local answer
    waitFor("an answer to " .. method, function()
      if answer == nil then
        local all = vim.lsp.buf_request_sync(0, method, params, 60000)
        answer = all and all[client]
      end
      return answer ~= nil
    end)
    check(not answer.err, method .. ": " .. vim.inspect(answer.err))
    return answer.result
  end

  local buffer = open("incident/handoffs.handoff.hcl")
  waitFor("the server", function() return vim.lsp.buf_is_attached(buffer, client) and vim.lsp.get_client_by_id(client).initialized end)
  local people = open("incident/incident.handoff.hcl")
  vim.cmd("buffer " .. buffer)

  -- A slip of the pen is told, and told no more once it is mended.
  replace(buffer, "role.incident_manager", "role.incident_manger")
  waitFor("a finding", function()
    for _, d in ipairs(vim.diagnostic.get(buffer)) do
      if d.code == "reference/unknown" and d.message:find("Did you mean `role.incident_manager`?", 1, true) then
        return true
      end
    end
  end)
  replace(buffer, "role.incident_manger", "role.incident_manager")
  waitFor("no finding", function() return #vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }) == 0 end)

  -- A line that is being typed completes.
  replace(buffer, "role.incident_manager", "role.")
  place(buffer, "role.")
  vim.api.nvim_win_set_cursor(0, { vim.fn.line("."), vim.fn.col(".") })
  local line, column = place(buffer, "role.")
  local list = ask("textDocument/completion", { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = line, character = column } })
  local found = false
  for _, item in ipairs(list.items) do
    found = found or item.label == "role.incident_manager"
  end
  check(found, "role.incident_manager is not offered: " .. vim.inspect(list.items))
  replace(buffer, "role.", "role.incident_manager")

  -- What is under the cursor is explained, found, and renamed in every file.
  place(buffer, "role.incident_man")
  local hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
  check(hover and hover.contents.value:find("role.incident_manager", 1, true), "hover: " .. vim.inspect(hover))
  local where = ask("textDocument/definition", vim.lsp.util.make_position_params())
  check(where and where.uri:find("incident.handoff.hcl", 1, true), "definition: " .. vim.inspect(where))
  vim.lsp.buf.rename("incident_lead")
  waitFor("the rename", function()
    return text(buffer):find("role.incident_lead", 1, true) and text(people):find('role "incident_lead"', 1, true)
  end)
  check(not text(buffer):find("role.incident_manager", 1, true), "an old name is left")
  waitFor("a sound map after the rename", function()
    for _, b in ipairs(vim.api.nvim_list_bufs()) do
      for _, d in ipairs(vim.diagnostic.get(b, { severity = vim.diagnostic.severity.ERROR })) do
        return false, d
      end
    end
    return true
  end)

  -- So is a local value; and a field, in the sample too.
  local calendars = open("service_management/calendars.handoff.hcl")
  place(calendars, "timezone = local.zo")
  vim.lsp.buf.rename("home_zone")
  waitFor("the rename of a local", function()
    return text(calendars):find("timezone = local.home_zone", 1, true) and not text(calendars):find("local.zone", 1, true)
  end)
  vim.cmd("buffer " .. people)
  place(people, 'field "opened_a')
  vim.lsp.buf.rename("began_at")
  waitFor("the rename of a field", function()
    for _, b in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_get_name(b):find("incident.json", 1, true) then
        return text(b):find('"began_at"', 1, true) and not text(b):find('"opened_at"', 1, true)
      end
    end
  end)

  -- An output that nobody takes is told while it is written, by a rule.
  replace(people, 'output "', 'output "extra" { artifact = artifact.incident }\n  output "')
  waitFor("a finding of a rule", function()
    for _, d in ipairs(vim.diagnostic.get(people)) do
      if d.code == "handoff/orphan-output" then
        return true
      end
    end
  end)
  replace(people, 'output "extra" { artifact = artifact.incident }', "")
  vim.cmd("buffer " .. buffer)

  -- The layout is the server's.
  replace(buffer, "  title", "       title")
  vim.lsp.buf.formatting_sync(nil, 10000)
  check(not text(buffer):find("       title", 1, true), "not formatted")

  local actions = ask("textDocument/codeLens", { textDocument = vim.lsp.util.make_text_document_params(buffer) })
  check(type(actions) == "table", "no lenses")

  vim.lsp.stop_client(client)
  waitFor("the end of the server", function() return vim.lsp.client_is_stopped(client) end)
end

local ok, problem = pcall(run)
if not ok then
  fail(tostring(problem))
end
io.stderr:write("ok   Neovim " .. tostring(vim.version().major) .. "." .. tostring(vim.version().minor) .. "." .. tostring(vim.version().patch) .. "\n")
vim.cmd("qall!")
