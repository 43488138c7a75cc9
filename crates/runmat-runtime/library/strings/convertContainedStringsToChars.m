function varargout = convertContainedStringsToChars(varargin)
  % [a, ...] = convertContainedStringsToChars(a, ...): strings as chars, also those inside cells and structs.
  varargout = cell(1, nargin);
  for k = 1:nargin
    varargout{k} = converted(varargin{k});
  end
end

function v = converted(v)
  if isstring(v)
    v = convertStringsToChars(v);
  elseif iscell(v)
    v = cellfun(@converted, v, 'UniformOutput', false);
  elseif isstruct(v)
    names = fieldnames(v);
    for k = 1:numel(v)
      for n = 1:numel(names)
        v(k).(names{n}) = converted(v(k).(names{n}));
      end
    end
  end
end
