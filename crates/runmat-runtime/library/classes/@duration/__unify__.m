function [proto, parts] = __unify__(varargin)
  % [proto, parts] = __unify__(a, b, ...): the milliseconds of each; numbers are days.
  first = find(cellfun(@(x) isa(x, 'duration'), varargin), 1);
  proto = varargin{first};
  parts = varargin;
  for k = 1:numel(parts)
    x = parts{k};
    if isa(x, 'duration')
      parts{k} = x.data__;
    elseif isnumeric(x) || islogical(x)
      parts{k} = double(x) * 86400000;
    elseif __is_text__(x)
      parts{k} = __read_durations__(x);
      if ischar(x)
        parts{k} = parts{k}(1);
      end
    else
      error('MATLAB:duration:InvalidComparison', 'Cannot combine or compare a duration array with a value of class ''%s''.', class(x));
    end
  end
end
