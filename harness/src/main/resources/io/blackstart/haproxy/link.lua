-- What the requests of each listening port suffer. All of a port's faults are set by one command, so they change at once.
--   blackstart carry PORT ADDRESS:PORT     begins to carry, or goes elsewhere from now on
--   blackstart set PORT [FAULT …]          FAULT is id,share,method,path,act,value, each percent-encoded, "-" for any
--   blackstart cut PORT                    connections opened before are closed at their next request
--   blackstart show PORT                   a line a fault: as it was set, requests that matched, requests that it acted on

local ways = {}

local function decode(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

local function micros()
  local now = core.now()
  return now.sec * 1000000 + now.usec
end

local function fault(text)
  local parts = {}
  for part in text:gmatch("[^,]+") do parts[#parts + 1] = decode(part) end
  return {
    text = text, id = parts[1], share = tonumber(parts[2]), method = parts[3], path = parts[4], act = parts[5],
    value = tonumber(parts[6]), matched = 0, acted = 0
  }
end

local function matches(one, method, path)
  return (one.method == "-" or one.method == method) and (one.path == "-" or path:sub(1, #one.path) == one.path)
end

-- Undone is undone: a request that waits is passed on when its fault goes.
local function delay(way, one)
  local till = micros() + one.value * 1000
  while way.faults[one.id] and micros() < till do
    core.msleep(math.max(1, math.min(20, (till - micros()) // 1000)))
  end
end

local function act(txn, way, one)
  one.acted = one.acted + 1
  if one.act == "delay" then
    delay(way, one)
    return false
  end
  if one.act == "abort" then
    txn:set_var("txn.abort", true)
    return true
  end
  txn:done(txn:reply { status = one.value })
  return true
end

core.register_action("suffer", { "http-req" }, function(txn)
  local way = ways[txn.f:dst_port()]
  if not way or txn.f:accept_date("us") < way.cut then
    txn:set_var("txn.abort", true)
    return
  end
  txn:set_var("txn.address", way.address)
  txn:set_var("txn.port", way.port)
  local method, path = txn.f:method(), txn.f:path()
  for _, one in ipairs(way.order) do
    if matches(one, method, path) then
      one.matched = one.matched + 1
      if math.random() < one.share and act(txn, way, one) then return end
    end
  end
end)

local commands = {}

function commands.carry(port, upstream)
  local address, to = upstream:match("^([%d.]+):(%d+)$")
  local way = ways[port] or { faults = {}, order = {}, cut = 0 }
  way.address, way.port = address, tonumber(to)
  ways[port] = way
  return upstream .. "\n"
end

-- One that is there already goes on counting.
function commands.set(port, ...)
  local way = ways[port]
  local faults, order = {}, {}
  for _, text in ipairs({ ... }) do
    local one = fault(text)
    local before = way.faults[one.id]
    if before then one.matched, one.acted = before.matched, before.acted end
    faults[one.id] = one
    order[#order + 1] = one
  end
  way.faults, way.order = faults, order
  return commands.show(port)
end

function commands.cut(port)
  ways[port].cut = micros()
  return "cut\n"
end

function commands.show(port)
  local lines = {}
  for _, one in ipairs(ways[port].order) do
    lines[#lines + 1] = string.format("%s %d %d\n", one.text, one.matched, one.acted)
  end
  return table.concat(lines)
end

for name, command in pairs(commands) do
  core.register_cli({ "blackstart", name }, "blackstart " .. name .. ": links", function(applet, _, _, port, ...)
    local arguments = {}
    for _, one in ipairs({ ... }) do
      if one ~= "" then arguments[#arguments + 1] = one end
    end
    local done, said = pcall(command, tonumber(port), table.unpack(arguments))
    applet:send((done and "ok\n" or "failed ") .. tostring(said) .. (done and "" or "\n"))
  end)
end
