function [proto, parts] = __unify__(varargin)
  % [proto, parts] = __unify__(a, b, ...): the moments of each, text read; all with time zones or all without.
  kinds = cellfun(@(x) isa(x, 'datetime'), varargin);
  proto = varargin{find(kinds, 1)};
  parts = varargin;
  for k = 1:numel(parts)
    x = parts{k};
    if kinds(k)
      if isempty(x.TimeZone) ~= isempty(proto.TimeZone) && ~isempty(x.data__) && ~all(isnan(x.data__(:)))
        if all(isnan(proto.data__(:)))
          proto = x;
        else
          error('MATLAB:datetime:IncompatibleTZ', 'Cannot combine or compare a datetime array with a time zone with one without a time zone.');
        end
      end
      parts{k} = x.data__;
    elseif __is_text__(x)
      parts{k} = __read_datetimes__(x, '', proto.TimeZone);
      if ischar(x)
        parts{k} = parts{k}(1);
      end
    elseif isnumeric(x) && isempty(x)
      parts{k} = double(x);
    elseif isnumeric(x) && all(isnan(x(:)))
      parts{k} = double(x);
    elseif isnumeric(x)
      error('MATLAB:datetime:InvalidNumericAssignment', 'You cannot assign numeric values to a datetime array. Use the datetime properties, or use datetime(x,''ConvertFrom'',...) to create datetime values for assignment.');
    else
      error('MATLAB:datetime:InvalidComparison', 'Cannot combine or compare a datetime array with a value of class ''%s''.', class(x));
    end
  end
end
