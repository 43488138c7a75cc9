function __declare__(p, method, name, kind, default, check)
% Adds a declaration to an inputParser.
  if ~isvarname(name)
    error('inputParser.%s: NAME is an invalid identifier', method);
  end
  if any(strcmpi({p.Definition__.name}, name))
    error('inputParser.%s: argname ''%s'' has already been specified', method, name);
  end
  d = p.Definition__;
  n = numel(d) + 1;
  d(n).name = name;
  d(n).kind = kind;
  d(n).default = default;
  d(n).check = check;
  p.Definition__ = d;
  p.Parameters = {d.name};
end
